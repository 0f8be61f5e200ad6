/** A card: what its birth says, and what was made of it since, field by field and member by member. [BOARD-2] [BOARD-9] */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import type { Attachment } from '../../attachments/attachment.ts';
import { authorshipOf, isObjectId, type Authorship, type PlaceEvent } from '../../documents/place-events.ts';
import type { PlaceSets } from '../../documents/place-sets.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import { isRank } from '../../documents/rank.ts';
import type { Checklist } from './checklist.ts';
import type { Comment } from './comments.ts';
import { latest, type Fields, type Thing } from './thing.ts';

export type CardSet = 'label' | 'member';
export type CardSets = PlaceSets<CardSet>;

export interface CardFile {
  readonly id: ObjectId;
  readonly card: ObjectId;
  readonly file: Attachment;
  readonly removed: boolean;
  readonly created: Authorship;
}

export interface Card extends Thing {
  readonly body: string;
  /** Where it was put last; may be a column that is archived or that this board does not have. */
  readonly column: ObjectId;
  readonly rank: string;
  readonly archived: boolean;
  /** Thrown away; can be taken out again. */
  readonly binned: boolean;
  /** YYYY-MM-DD, or empty. */
  readonly due: string;
  readonly done: boolean;
  /** By the order of ids; may name labels that are removed or that this board does not have. */
  readonly labels: readonly ObjectId[];
  /** By the order of ids; may name people who have left. */
  readonly members: readonly PersonId[];
  /** In order. */
  readonly checklists: readonly Checklist[];
  /** In the order of the place; deleted ones too. */
  readonly comments: readonly Comment[];
  /** In the order of the place. */
  readonly files: readonly CardFile[];
}

/** Without what stands in events of its own. */
export function bornCard(id: ObjectId, event: PlaceEvent, fields: Fields, sets: CardSets): Card | undefined {
  const { title, rank, column, body = '' } = event.value;
  if (!isTitle(title) || !isRank(rank) || !isObjectId(column) || !isOptionalText(body)) return undefined;
  const meant = {
    title: fields.get(id, 'title'),
    body: fields.get(id, 'body'),
    column: fields.get(id, 'column'),
    archived: fields.get(id, 'archived'),
    binned: fields.get(id, 'binned'),
    due: fields.get(id, 'due'),
    done: fields.get(id, 'done'),
  };
  let changed = latest(event, Object.values(meant));
  for (const word of sets.words(id)) changed = latest(changed, [word]);
  return {
    id,
    title: meant.title?.value ?? title,
    body: meant.body?.value ?? body,
    column: meant.column?.value ?? column,
    rank: fields.get(id, 'rank')?.value ?? rank,
    archived: meant.archived?.value ?? false,
    binned: meant.binned?.value ?? false,
    due: meant.due?.value ?? '',
    done: meant.done?.value ?? false,
    labels: sets.in(id, 'label') as ObjectId[],
    members: sets.in(id, 'member') as PersonId[],
    checklists: [],
    comments: [],
    files: [],
    created: authorshipOf(event),
    changed: authorshipOf(changed),
  };
}
