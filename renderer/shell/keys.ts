/** Keys as commands write them (`mod+k`, `g h`), as a keyboard gives them, and as people read them. */
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/**
 * What was pressed, in the form of a command's keys. A letter counts by its place on the keyboard where the layout has no
 * Latin letters.
 */
export function pressed(event: KeyboardEvent): string {
  const raw = event.key.length === 1 && event.key.charCodeAt(0) > 127 ? latin(event) : event.key;
  const key = raw === ' ' ? 'space' : raw.toLowerCase();
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return [
    mod && 'mod',
    event.altKey && 'alt',
    // A sign says already that shift made it.
    event.shiftKey && !isSign && 'shift',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

function latin(event: KeyboardEvent): string {
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.key;
}

const signs: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: isMac ? '⇧' : 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** One list for each step: `g h` is pressed in two. */
export function shownKeys(keys: string): string[][] {
  return keys.split(' ').map((step) => step.split('+').map((key) => signs[key] ?? key.toUpperCase()));
}
