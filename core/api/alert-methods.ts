/** What a person is told at once, also when no window is open. */
import { nothing } from './fields.ts';
import { events } from './method.ts';

/**
 * mention   a message names the person with an @
 * reply     a message answers one of theirs
 * loan      a loan of theirs, or of a thing of theirs, has taken a step
 * card      a comment on a card names them, or they were given a card
 */
export type AlertKind = 'mention' | 'reply' | 'loan' | 'card';

export interface AlertView {
  /** The same on every device of the person, and after a restart. */
  id: string;
  kind: AlertKind;
  community: string;
  communityTitle: string;
  /** The channel, inventory or board, and its title. */
  place: string;
  placeTitle: string;
  /** The message, the card, or the thing whose loan it is: where a click leads. */
  object: string;
  /** Who did it. */
  name: string;
  /** The message or comment; empty where a code says it. */
  text: string;
  /** What happened, as a code of codes.ts, with its details; null for a message or comment. */
  code: string | null;
  details: Record<string, string | number>;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
}

export const alertMethods = {
  /** Each as it comes in from another device; nothing that came before the subscription. */
  alerts: events<AlertView>()(nothing),
};
