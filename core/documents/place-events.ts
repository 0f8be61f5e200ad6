/**
 * The log items of a place's parts as events in the one total order, whatever the order and grouping of the parts.
 * What is no event (no plain object with a name in `t`) is left out; a feature judges the rest. [PLACE-1] [PLACE-2]
 */
import { canonicalJson } from '../base/canonical-json.ts';
import type { DeviceId, ObjectId, PersonId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { may, type Ability } from '../authority/roles.ts';
import type { PartView } from './part-view.ts';
import { compareStamps, type Stamp } from './stamp.ts';

const HALF_ID = /^[a-z2-7]{16}$/;
const WHOLE_ID = /^[a-z2-7]{32}$/;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Who did it, from which device, and where it stands in the order; `stamp.time` is what their clock said. */
export interface Authorship {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly stamp: Stamp;
}

export interface PlaceEvent extends Authorship {
  readonly type: string;
  /** Whatever its author wrote: every member is to be checked. */
  readonly value: JsonObject;
  readonly part: PartView;
}

/** Events of the parts whose writer's role permits `ability`, ascending. */
export function eventsOf(parts: Iterable<PartView>, ability: Ability): PlaceEvent[] {
  const events: PlaceEvent[] = [];
  for (const part of parts) {
    if (!may(part.role, ability)) continue;
    for (const { value, stamp } of part.log) {
      const object = objectOf(value);
      const type = object?.['t'];
      if (!object || typeof type !== 'string') continue;
      events.push({ type, value: object, stamp, part, person: part.person, device: part.device });
    }
  }
  return events.sort(compareEvents);
}

/** Two branches of a forked feed may hold one stamp: any rule will do that is the same everywhere. */
function compareEvents(a: PlaceEvent, b: PlaceEvent): number {
  const order = compareStamps(a.stamp, b.stamp);
  if (order !== 0) return order;
  const [left, right] = [canonicalJson(a.value), canonicalJson(b.value)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function objectOf(value: Json): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The id that the event gives birth to: `id` holds its second half, the first is the writer's own. [PLACE-3] */
export function bornBy(event: PlaceEvent): ObjectId | undefined {
  return bornIn(event.part, event.value['id']);
}

/** 20 bytes are 32 letters without a bit left over, so the letters are all there is to check. */
export function bornIn(part: Pick<PartView, 'tag'>, local: unknown): ObjectId | undefined {
  return typeof local === 'string' && HALF_ID.test(local) ? ((part.tag + local) as ObjectId) : undefined;
}

export function isObjectId(value: unknown): value is ObjectId {
  return typeof value === 'string' && WHOLE_ID.test(value);
}

export function authorshipOf(from: Authorship): Authorship {
  return { person: from.person, device: from.device, stamp: from.stamp };
}

/** The later one of two; undefined counts as earlier. */
export function later(a: Authorship, b: Authorship | undefined): Authorship {
  return b && compareStamps(b.stamp, a.stamp) > 0 ? b : a;
}

/** As canonical views show it. */
export function authorshipJson(of: Authorship): Json {
  const { depth, device, seq, index, time } = of.stamp;
  return [of.person, depth, device, seq, index, time];
}
