/** The devices with which a community is shared: who is connected and how, who was when, and what goes between them. */
import * as v from 'valibot';
import { longId } from './fields.ts';
import { command, query } from './method.ts';
import type { NeighbourPath } from './profile-methods.ts';

export interface NeighbourDeviceView {
  /** Of the device. */
  id: string;
  person: string;
  name: string;
  /** What its owner calls it; empty for a first device. */
  label: string;
  /** A further device of the person at this one. */
  own: boolean;
  /** Connected now, and how; null: not. */
  path: NeighbourPath | null;
  /** Changes that it has and this device lacks, and the other way round; null while unknown. */
  behind: number | null;
  lacks: number | null;
  /** Milliseconds since 1970, by this device's clock; null: never yet. */
  lastSeen: number | null;
  lastInStep: number | null;
  /**
   * It has written more today than is taken of one device in a day; more is taken at this time, in milliseconds since 1970,
   * by this device's clock. Null: it has not.
   */
  heldBackUntil: number | null;
  /** Bytes since this device's Kith was started, of all communities shared with it. */
  received: number;
  sent: number;
}

export interface NeighboursView {
  /** Connected ones first, then those that were here last. */
  devices: NeighbourDeviceView[];
  /** Bytes of what people write that are taken of one device in a day, when nobody else has them yet. */
  dayLimit: number;
  /** Own changes that no other device is known to hold. */
  onlyHere: number;
  /** Milliseconds since 1970 when everything was last equal with somebody; null: never yet. */
  lastInStep: number | null;
}

export const neighbourMethods = {
  neighbours: query<NeighboursView>()(v.strictObject({ community: longId })),
  /** On this device, for that community; takes effect at once. */
  dayLimitSet: command<{ dayLimit: number }>()(
    v.strictObject({
      community: longId,
      dayLimit: v.pipe(v.number(), v.safeInteger(), v.minValue(64 * 1024), v.maxValue(1024 ** 4)),
    }),
  ),
};
