/** A command as a person types it, on a peer in memory: what it prints, and its exit status. */
import type { ApiClient } from '../../core/api/client.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { commands } from '../../cli/commands.ts';
import { runKith, type ExitStatus } from '../../cli/run.ts';

export interface Typed {
  readonly status: ExitStatus;
  /** Texts as they were handed over, one for each call. */
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly opened: readonly { readonly folder: string; readonly isNetworked: boolean }[];
}

/** Without an API there is no profile. */
export async function typed(args: readonly string[], api?: ApiClient): Promise<Typed> {
  const [out, err]: [string[], string[]] = [[], []];
  const opened: { folder: string; isNetworked: boolean }[] = [];
  const status = await runKith(args, {
    terminal: {
      out: (text) => out.push(text),
      err: (line) => err.push(line),
      env: {},
      folder: '/desk',
      untilStopped: () => new Promise(() => {}),
    },
    version: '1.2.3',
    commands,
    standardFolder: () => '/standard',
    namedFolder: (name) => `/standard-${name}`,
    open: ({ folder }, { isNetworked }) => {
      opened.push({ folder, isNetworked });
      if (!api) return Promise.reject(new KithError('PROFILE_MISSING'));
      return Promise.resolve({ api, close: () => Promise.resolve() });
    },
  });
  return { status, out, err, opened };
}
