/**
 * What a command is: its words, arguments and options, and either one call of the API whose answer is printed, or work
 * of its own. The tables in commands/ are lists of these; program.ts reads them, run.ts runs them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../core/api/codes.ts';
import type { ApiClient } from '../core/api/client.ts';
import { decodeInput } from '../core/api/decode-input.ts';
import type { CallName, InputOf, OutputOf } from '../core/api/methods.ts';
import type { Given } from './given.ts';
import type { Terminal } from './terminal.ts';

/** A peer to talk to: the one that runs on the profile, or one that this process runs for as long as it needs it. */
export interface Session {
  readonly api: ApiClient;
  close(): Promise<void>;
}

/** Which folder, and what opens its secrets. */
export interface ProfilePlace {
  readonly folder: string;
  readonly passphraseFile: string | undefined;
}

export interface Context {
  readonly given: Given;
  readonly terminal: Terminal;
  readonly place: ProfilePlace;
  /** One JSON object is asked for. */
  readonly isJson: boolean;
  /** `isNetworked`: where no peer runs yet, the one that is started also talks to others. */
  open(need: { readonly isNetworked: boolean }): Promise<Session>;
  /** The object, or the text for people. */
  answer(json: object, text: string): void;
}

export interface Command {
  /** One or two words: `card move`. */
  readonly path: string;
  /** As commander writes them: `<card> <column>`. */
  readonly args?: string;
  readonly summary: string;
  readonly options?: readonly (readonly [flags: string, meaning: string])[];
  readonly run: (context: Context) => Promise<void>;
}

const TURNS = 50;
/** Milliseconds. */
const PAUSE = 100;

interface Call<Name extends CallName> extends Omit<Command, 'run'> {
  readonly method: Name;
  readonly isNetworked?: boolean;
  readonly input: (given: Given) => InputOf<Name> | Promise<InputOf<Name>>;
  readonly print: (result: OutputOf<Name>, given: Given) => string;
}

/** A command that is one call. A malformed input is refused before a profile is opened. */
export function call<Name extends CallName>(spec: Call<Name>): Command {
  const { method, isNetworked = false, input, print, ...command } = spec;
  return {
    ...command,
    run: async (context) => {
      const given = await input(context.given);
      decodeInput(method, given);
      const ask = (): Promise<OutputOf<Name>> =>
        inSession(context, isNetworked, (api) => callOf(api, method)(given));
      const result = await untilOpen(ask);
      context.answer(result as object, print(result, context.given));
    },
  };
}

/** A peer that was just stopping has refused, and nothing has happened: the command takes its turn. */
export async function untilOpen<T>(ask: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== 'STORE_CLOSED' || turn === TURNS) throw error;
    }
    await pause(PAUSE);
  }
}

/** Opens, works, closes: also when the work fails. */
export async function inSession<T>(
  context: Context,
  isNetworked: boolean,
  work: (api: ApiClient) => Promise<T>,
): Promise<T> {
  const session = await context.open({ isNetworked });
  try {
    return await work(session.api);
  } finally {
    await session.close();
  }
}

/** TypeScript does not follow that the method of a name takes the input of that name. */
function callOf<Name extends CallName>(
  api: ApiClient,
  method: Name,
): (input: InputOf<Name>) => Promise<OutputOf<Name>> {
  return api[method] as unknown as (input: InputOf<Name>) => Promise<OutputOf<Name>>;
}
