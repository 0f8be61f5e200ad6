/**
 * Names after an @ in what people write. Owns where a name begins and ends; the same rule by which Kith tells somebody
 * that they were named: capitals aside, never inside a word, and a longer name that only begins so is somebody else's.
 */

export interface NamedPiece {
  readonly text: string;
  /** Whose name it is; undefined: plain text. */
  readonly person?: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const WORD = /[\p{L}\p{N}_]/u;

export function namedPieces(text: string, people: readonly Named[]): NamedPiece[] {
  if (!text.includes('@')) return [{ text }];
  // The longest name first: "Ann Lee" is not "Ann" with a word behind it.
  const byLength = people.filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const pieces: NamedPiece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from) continue;
    const person = byLength.find(({ name }) => isNamedAt(text, at, name));
    if (!person) continue;
    const end = at + 1 + person.name.length;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ text: text.slice(at, end), person: person.id });
    from = end;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}

function isNamedAt(text: string, at: number, name: string): boolean {
  const end = at + 1 + name.length;
  return (
    text.slice(at + 1, end).toLowerCase() === name.toLowerCase() &&
    !WORD.test(lastLetter(text.slice(0, at))) &&
    !WORD.test([...text.slice(end, end + 2)][0] ?? '')
  );
}

function lastLetter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? '';
}

/** The name that is being typed before the cursor: what follows an @ that begins a word. */
export function nameBeingTyped(text: string, cursor: number): { at: number; typed: string } | undefined {
  const before = text.slice(0, cursor);
  const at = before.lastIndexOf('@');
  if (at < 0 || WORD.test(lastLetter(before.slice(0, at)))) return undefined;
  const typed = before.slice(at + 1);
  // Names have spaces, but not many, and no line ends.
  return /\n/.test(typed) || typed.length > 40 || typed.split(' ').length > 3 ? undefined : { at, typed };
}

/** Whose name, or a word of it, begins so; those who begin so first. */
export function peopleFor<Person extends Named>(typed: string, people: readonly Person[]): Person[] {
  const wanted = typed.toLocaleLowerCase();
  const starts = (name: string): boolean => name.toLocaleLowerCase().startsWith(wanted);
  const first = people.filter(({ name }) => starts(name));
  const others = people.filter((person) => !first.includes(person) && person.name.split(' ').some(starts));
  return [...first, ...others].slice(0, 6);
}
