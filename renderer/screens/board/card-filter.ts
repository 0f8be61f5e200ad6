/** Which cards of a board are shown: by a word, a label, a person and a day, which all must fit. Pure. */
import type { CardView } from '../../../core/api/board-methods.ts';

export const DUE_FILTERS = ['late', 'week', 'later', 'none', 'done'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

export interface CardFilter {
  readonly text: string;
  /** Ids; '': any. */
  readonly label: string;
  readonly person: string;
  readonly due: DueFilter | '';
}

export const noFilter: CardFilter = { text: '', label: '', person: '', due: '' };

export interface Surroundings {
  /** Of labels and persons, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly inAWeek: string;
}

export function isActive({ text, label, person, due }: CardFilter): boolean {
  return text.trim() !== '' || label !== '' || person !== '' || due !== '';
}

export function fits(card: CardView, filter: CardFilter, around: Surroundings): boolean {
  return (
    fitsText(card, filter.text.trim().toLocaleLowerCase(), around.names) &&
    (filter.label === '' || card.labels.includes(filter.label)) &&
    (filter.person === '' || card.members.includes(filter.person)) &&
    (filter.due === '' || dueOf(card, around) === filter.due)
  );
}

function fitsText(card: CardView, wanted: string, names: Surroundings['names']): boolean {
  const said = [card.title, card.body, card.authorName];
  for (const id of [...card.labels, ...card.members]) said.push(names.get(id) ?? '');
  return wanted === '' || said.join('\n').toLocaleLowerCase().includes(wanted);
}

/** Each card is in one of these. */
function dueOf({ due, done }: CardView, { today, inAWeek }: Surroundings): DueFilter {
  if (done) return 'done';
  if (due === null) return 'none';
  if (due < today) return 'late';
  return due <= inAWeek ? 'week' : 'later';
}
