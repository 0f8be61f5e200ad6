/**
 * The pieces of which the inputs are made. They bound size and form, so that nothing unbounded reaches the peer; what a
 * name, title or text may be like is judged by the layers that own it, with codes of their own (NAME_EMPTY,
 * TITLE_TOO_LONG ...). A schema's message is the code of the refusal.
 */
import * as v from 'valibot';

/** Characters of any text from a person. The layers below allow less. */
const MAX_TEXT = 65_536;
/** Milliseconds: no command waits longer than an hour. */
const MAX_WAIT = 3_600_000;
/** Milliseconds: an invite lives for ten years at most. */
const MAX_LIFETIME = 315_360_000_000;

/** A board, column, card, inventory, item, loan, channel, message, notice. */
export const objectId = v.pipe(v.string(), v.regex(/^[a-z2-7]{32}$/, 'ID_UNREADABLE'));
/** A community, person, device or invite. */
export const longId = v.pipe(v.string(), v.regex(/^[a-z2-7]{52}$/, 'ID_UNREADABLE'));
/** An attempt to join: a name that the peer gives, for as long as it runs. */
export const localId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, 'ID_UNREADABLE'));

export const text = v.pipe(v.string(), v.maxLength(MAX_TEXT, 'TEXT_TOO_LONG'));
export const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(4_096));
export const address = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300, 'ADDRESS_INVALID'));
export const waitMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_WAIT));
export const lifetimeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_LIFETIME));
export const quantity = v.pipe(
  v.number(),
  v.safeInteger('QUANTITY_INVALID'),
  v.minValue(1, 'QUANTITY_INVALID'),
  v.maxValue(1_000_000, 'QUANTITY_INVALID'),
);

/** A day of the calendar, YYYY-MM-DD, that exists. */
export const civilDate = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'DATE_UNREADABLE'),
  v.check(isCivilDate, 'DATE_UNREADABLE'),
);

function isCivilDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

export const networkMode = v.picklist(['offline', 'loopback', 'lan', 'internet'], 'NETWORK_UNKNOWN');
export type NetworkMode = v.InferOutput<typeof networkMode>;

/** The roles that an invite can give. Members may hold others, from a newer version. */
export const inviteRole = v.picklist(['steward', 'member', 'guest', 'mirror'], 'ROLE_UNKNOWN');

export const nothing = v.optional(v.strictObject({}));
