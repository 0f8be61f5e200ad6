/** Which commands fit what was typed into the palette: every word of it begins or stands in a word of the command. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** 0: it does not fit; 1: it begins so. */
export function fitness(typed: string, texts: readonly string[]): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const words = texts.flatMap((text) => plain(text).split(/[\s·,.:/-]+/));
  let least = 1;
  for (const part of wanted) {
    const best = Math.max(
      0,
      ...words.map((word) => (word.startsWith(part) ? 1 : word.includes(part) ? 0.4 : 0)),
    );
    least = Math.min(least, best);
  }
  // The title itself counts more than what describes it.
  return least === 1 && plain(texts[0] ?? '').startsWith(plain(typed).trim()) ? 1 : least * 0.9;
}
