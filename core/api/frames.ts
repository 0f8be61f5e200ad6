/**
 * The texts that client and server exchange, as JSON. Ids of requests and subscriptions are chosen by the client.
 * Guarantees: what the server takes in has passed `clientFrame`; unknown fields are refused.
 */
import * as v from 'valibot';
import type { Patch } from './patch.ts';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(64));

export const clientFrame = v.variant('t', [
  v.strictObject({ t: v.literal('call'), id, name, input: v.optional(v.unknown()) }),
  v.strictObject({ t: v.literal('subscribe'), id, name, input: v.optional(v.unknown()) }),
  v.strictObject({ t: v.literal('unsubscribe'), id }),
  /** That many more values of the subscription have been taken in. */
  v.strictObject({ t: v.literal('taken'), id, count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
]);
export type ClientFrame = v.InferOutput<typeof clientFrame>;

export type Details = Readonly<Record<string, string | number>>;

export type ServerFrame =
  | { readonly t: 'result'; readonly id: number; readonly value: unknown }
  | { readonly t: 'failure'; readonly id: number; readonly code: string; readonly details: Details }
  | { readonly t: 'value'; readonly id: number; readonly value: unknown }
  | { readonly t: 'patch'; readonly id: number; readonly patch: Patch }
  | { readonly t: 'ended'; readonly id: number; readonly code: string; readonly details: Details };

/** Characters of one text from a client. */
export const MAX_CLIENT_FRAME = 262_144;
/** Values of one subscription that the client has not confirmed to have taken in; then only the newest is kept. */
export const WINDOW = 64;
/** The client confirms in steps, not one by one. */
export const TAKEN_STEP = 16;
