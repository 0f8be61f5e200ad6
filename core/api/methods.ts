/**
 * The one contract between a peer and everything that talks to it: the page, the desktop window, the command line, the
 * tests. Owns the list of methods and the types that derive from it. Guarantees: a name that is not in `methods` cannot
 * be called (server.ts), and what a call takes and gives is the same for every caller.
 */
import type * as v from 'valibot';
import { alertMethods } from './alert-methods.ts';
import { boardMethods } from './board-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { communityMethods } from './community-methods.ts';
import { deviceMethods } from './device-methods.ts';
import { inventoryMethods } from './inventory-methods.ts';
import { loanMethods } from './loan-methods.ts';
import { attachmentMethods } from './attachment-methods.ts';
import type { AnyMethod, Method } from './method.ts';
import { neighbourMethods } from './neighbour-methods.ts';
import { newsMethods } from './news-methods.ts';
import { presenceMethods } from './presence-methods.ts';
import { profileMethods } from './profile-methods.ts';
import { photoMethods } from './photo-methods.ts';
import { recoveryMethods } from './recovery-methods.ts';
import { spaceMethods } from './space-methods.ts';
import { trustMethods } from './trust-methods.ts';

export const methods = {
  ...profileMethods,
  ...recoveryMethods,
  ...communityMethods,
  ...trustMethods,
  ...deviceMethods,
  ...spaceMethods,
  ...boardMethods,
  ...inventoryMethods,
  ...photoMethods,
  ...attachmentMethods,
  ...loanMethods,
  ...chatMethods,
  ...presenceMethods,
  ...newsMethods,
  ...neighbourMethods,
  ...alertMethods,
} satisfies Record<string, AnyMethod>;

export type Methods = typeof methods;
export type MethodName = keyof Methods;

type NameOf<Kind> = { [Name in MethodName]: Methods[Name]['kind'] extends Kind ? Name : never }[MethodName];
export type QueryName = NameOf<'query'>;
export type CommandName = NameOf<'command'>;
export type EventsName = NameOf<'events'>;
export type CallName = QueryName | CommandName;
export type SubscribeName = QueryName | EventsName;

/** What a caller writes. */
export type InputOf<Name extends MethodName> = v.InferInput<Methods[Name]['input']>;
/** What the peer gets: decoded and checked. */
export type DecodedOf<Name extends MethodName> = v.InferOutput<Methods[Name]['input']>;
export type OutputOf<Name extends MethodName> =
  Methods[Name] extends Method<infer _Kind, infer _Input, infer Output> ? Output : never;

/** Methods without input can be called without an argument. */
export type Arguments<Name extends MethodName> =
  undefined extends InputOf<Name> ? [input?: InputOf<Name>] : [input: InputOf<Name>];

/** The API as a caller sees it. Refusals are KithError with a code of codes.ts. */
export type KithApi = {
  readonly [Name in CallName]: (...input: Arguments<Name>) => Promise<OutputOf<Name>>;
};

/** The API as the peer implements it: every input has passed its schema. */
export type KithHandlers = {
  readonly [Name in CallName]: (input: DecodedOf<Name>) => Promise<OutputOf<Name>>;
};

/**
 * The API as it is served: what serveApi (server.ts) takes, and what the peer is to the command line in one process.
 * Callers hand over checked inputs (decodeInput in server.ts).
 */
export interface PeerApi {
  call(name: CallName, input: unknown): Promise<unknown>;
  /**
   * Calls `onValue` with the whole value, now or soon, and again after every change (of events: with each event).
   * A value that was handed over is never changed afterwards. `onError` ends it. The function returned ends it, too.
   */
  subscribe(
    name: SubscribeName,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void;
}

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(methods, name) && methods[name as MethodName].kind !== 'events';
}

export function isSubscribeName(name: string): name is SubscribeName {
  return Object.hasOwn(methods, name) && methods[name as MethodName].kind !== 'command';
}
