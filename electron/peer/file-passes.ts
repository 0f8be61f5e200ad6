/**
 * The page names files by passes that main gave out for what the person picked in a dialog. A call with anything else in
 * its `file` is refused: the page cannot make the peer read or write a path of its own choice.
 */
import type { PeerApi } from '../../core/api/methods.ts';
import { KithError } from '../../core/base/kith-error.ts';

export class FilePasses {
  readonly #paths = new Map<string, string>();

  add(pass: string, path: string): void {
    this.#paths.set(pass, path);
  }

  /** The API as the page may use it. */
  readonly guard = (api: PeerApi): PeerApi => ({
    call: async (name, input) => api.call(name, this.#resolve(input)),
    subscribe: (name, input, onValue, onError) => api.subscribe(name, this.#resolve(input), onValue, onError),
  });

  #resolve(input: unknown): unknown {
    if (typeof input !== 'object' || input === null || !('file' in input)) return input;
    const path = this.#paths.get(String(input.file));
    if (path === undefined) throw new KithError('FILE_UNREADABLE');
    return { ...input, file: path };
  }
}
