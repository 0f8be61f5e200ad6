/** The shape of the API's handlers, by area. */
import type { CallName, KithHandlers } from '../api/methods.ts';

/** The calls among these methods. */
export type HandlersOf<Methods> = Pick<KithHandlers, Extract<keyof Methods, CallName>>;
