/** Keys as commands write them (`mod+k`, `g h`), as a keyboard gives them, and as people read them. */
import { t } from '../text/text.ts';

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

/** A keyboard has its keys named in its own language. */
function nameOf(key: string): string {
  switch (key) {
    case 'mod':
      return isMac ? '⌘' : t('keys.control');
    case 'alt':
      return isMac ? '⌥' : t('keys.alt');
    case 'shift':
      return isMac ? '⇧' : t('keys.shift');
    case 'enter':
      return t('keys.enter');
    case 'escape':
      return t('keys.escape');
    default:
      return arrows[key] ?? key.toUpperCase();
  }
}

const arrows: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** One list for each step: `g h` is pressed in two. */
export function shownKeys(keys: string): string[][] {
  return keys.split(' ').map((step) => step.split('+').map(nameOf));
}
