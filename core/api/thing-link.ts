/**
 * What stands on the label of a thing: `kith://thing/` and the thing's id. It names nobody and no community, opens nothing for
 * whoever is no member, and any phone that reads square codes shows it as a text that can be kept. [LABEL-1]
 */
export const THING_PREFIX = 'kith://thing/';
/** Characters. */
export const MAX_THING_LINK = THING_PREFIX.length + 32;
/** Letters of a short code: what people read to each other. */
const SHORT = 8;

export function thingLink(id: string): string {
  return THING_PREFIX + id;
}

/** In capitals, as square codes hold them in half the room. */
export function thingCode(id: string): string {
  return thingLink(id).toUpperCase();
}

/** The id. Undefined: it is no such link. Some systems put a slash at the end of an address. */
export function readThingLink(text: string): string | undefined {
  if (text.length > MAX_THING_LINK + 1) return undefined;
  return /^kith:\/\/thing\/([a-z2-7]{32})\/?$/.exec(text.toLowerCase())?.[1];
}

/** The end of the id, which chance has made, in two groups: `abcd-efgh`. */
export function shortCode(id: string): string {
  const end = id.slice(-SHORT);
  return `${end.slice(0, SHORT / 2)}-${end.slice(SHORT / 2)}`;
}

/** The end of an id, as people type it. Undefined: it is no short code. */
export function readShortCode(text: string): string | undefined {
  const letters = text.toLowerCase().replace(/[\s-]/g, '');
  return letters.length === SHORT && /^[a-z2-7]+$/.test(letters) ? letters : undefined;
}
