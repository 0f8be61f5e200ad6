/** A person's first letters on a colour that stays theirs. Decoration: the name always stands beside it. */
import styles from './avatar.module.css';

const HUES = 8;

export function Avatar({ id, name, here = false }: { id: string; name: string; here?: boolean }) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return (
    <span className={`${styles['avatar']} ${here ? styles['here'] : ''}`} data-hue={sum % HUES} aria-hidden>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const segmenter = new Intl.Segmenter();
  return letters
    .map((word) => [...segmenter.segment(word ?? '')][0]?.segment ?? '')
    .join('')
    .toUpperCase();
}
