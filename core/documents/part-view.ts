/** What a feature sees of one writer's part of a place. Owns types; who may write what is decided by the folds. */
import type { DeviceId, PersonId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Role } from '../authority/roles.ts';
import type { Stamp } from './stamp.ts';

/** Null is a cleared register: it still beats what others wrote earlier. */
export interface Register {
  readonly value: Json;
  readonly stamp: Stamp;
}

export interface LogItem {
  readonly value: Json;
  readonly stamp: Stamp;
}

/** What a part holds: grows in place as further entries are accepted; the values themselves never change. */
export interface PartContent {
  readonly registers: ReadonlyMap<string, Register>;
  /** Ascending by stamp, as a feed's depths only grow. */
  readonly log: readonly LogItem[];
}

export interface PartView extends PartContent {
  readonly device: DeviceId;
  readonly person: PersonId;
  readonly role: Role;
  /** First half of the ids of the objects born in this writer's parts (object-id.ts). */
  readonly tag: string;
  /** Segments of one writer in one place count from 0. */
  readonly part: number;
}
