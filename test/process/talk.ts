/** Talking to a running peer as the page does: many calls at once, over the socket of its profile. */
import { connectApi, type ApiClient } from '../../core/api/client.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';
import type { Profile } from './kith.ts';

export async function apiOf(profile: Profile): Promise<ApiClient> {
  const channel = await connectToPeer(profile.folder);
  if (!channel) throw new Error('no peer runs on that profile');
  return connectApi(channel);
}

/** Runs `count` calls, at most `width` of them at once, in the order of their numbers. */
export async function together(
  count: number,
  width: number,
  call: (at: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
