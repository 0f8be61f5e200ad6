/** The API of a peer in the same process: checked like any other caller's, without a channel between. */
import { KithError } from '../base/kith-error.ts';
import { apiOf, type ApiClient } from './client.ts';
import { decodeInput } from './decode-input.ts';
import type { CallName, PeerApi } from './methods.ts';

export function localApi(peer: PeerApi): ApiClient {
  return {
    ...apiOf(async (name, input) => peer.call(name as CallName, decodeInput(name as CallName, input))),
    subscribe: (name, input, onValue, onError) =>
      peer.subscribe(name, decodeInput(name, input), onValue as (value: unknown) => void, (error) =>
        onError?.(error instanceof KithError ? error : new KithError('INTERNAL')),
      ),
  };
}
