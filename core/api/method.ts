/**
 * What a method of the one API is: a name (its property in `methods`), a schema that its input must pass, and the type
 * of its answer. The type of client and server derive from these (methods.ts), so neither can drift from the other.
 *
 *   query    reads; may also be subscribed: first a whole value, then what changed
 *   command  changes something; its answer comes when the change is durable
 *   events   can only be subscribed: every value is an event of its own, none replaces another
 */
import type * as v from 'valibot';

export type MethodKind = 'query' | 'command' | 'events';

type Schema = v.GenericSchema<Record<string, unknown> | undefined, unknown>;

export interface Method<Kind extends MethodKind, Input extends Schema, Output> {
  readonly kind: Kind;
  readonly input: Input;
  /** Exists for the type system alone. */
  readonly output?: Output;
}

export type AnyMethod = Method<MethodKind, Schema, unknown>;

export function query<Output>() {
  return <Input extends Schema>(input: Input): Method<'query', Input, Output> => ({ kind: 'query', input });
}

export function command<Output>() {
  return <Input extends Schema>(input: Input): Method<'command', Input, Output> => ({
    kind: 'command',
    input,
  });
}

export function events<Output>() {
  return <Input extends Schema>(input: Input): Method<'events', Input, Output> => ({ kind: 'events', input });
}
