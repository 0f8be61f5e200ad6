/** A person's first letters on a colour that stays theirs. Decoration: the name always stands beside it. */
import styles from './avatar.module.css';

const HUES = 8;

interface AvatarProps {
  id: string;
  name: string;
  /** One of the person's devices is connected. */
  here?: boolean;
  small?: boolean;
  large?: boolean;
}

export function Avatar({ id, name, here = false, small = false, large = false }: AvatarProps) {
  const looks = [here && 'here', small && 'small', large && 'large'].flatMap((look) =>
    look ? [styles[look]] : [],
  );
  return (
    <span className={[styles['avatar'], ...looks].join(' ')} data-hue={hueOf(id)} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

/** Which of the colours is theirs. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const segmenter = new Intl.Segmenter();
  return letters
    .map((word) => [...segmenter.segment(word ?? '')][0]?.segment ?? '')
    .join('')
    .toUpperCase();
}
