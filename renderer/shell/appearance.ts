/**
 * How Kith looks for this person: colours, contrast, size of text. Kept for this browser and applied to the page before
 * anything is drawn. Where nothing is chosen, the system's own settings count.
 */
export const themes = ['system', 'light', 'dark'] as const;
export const contrasts = ['system', 'more'] as const;
export const textSizes = ['100', '115', '130', '150', '200'] as const;

export interface Appearance {
  readonly theme: (typeof themes)[number];
  readonly contrast: (typeof contrasts)[number];
  /** Percent of the size that the browser has. */
  readonly textSize: (typeof textSizes)[number];
}

/** A stored value that this version does not know counts as none. */
function stored<Value extends string>(name: keyof Appearance, known: readonly [Value, ...Value[]]): Value {
  return known.find((value) => value === localStorage.getItem(`kith.${name}`)) ?? known[0];
}

let current: Appearance | undefined;
const listeners = new Set<() => void>();

export function appearance(): Appearance {
  return (current ??= {
    theme: stored('theme', themes),
    contrast: stored('contrast', contrasts),
    textSize: stored('textSize', textSizes),
  });
}

export function onAppearance(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function applyAppearance(): void {
  const { theme, contrast, textSize } = appearance();
  const root = document.documentElement;
  set(root, 'theme', theme);
  set(root, 'contrast', contrast);
  root.style.fontSize = textSize === '100' ? '' : `${textSize}%`;
}

function set(root: HTMLElement, name: string, value: string): void {
  if (value === 'system') delete root.dataset[name];
  else root.dataset[name] = value;
}

export function chooseAppearance(change: Partial<Appearance>): void {
  current = { ...appearance(), ...change };
  for (const [name, value] of Object.entries(change)) localStorage.setItem(`kith.${name}`, value);
  applyAppearance();
  for (const listener of [...listeners]) listener();
}
