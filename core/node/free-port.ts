/**
 * A TCP port for a new profile, chosen once and kept. Below the range from which systems take ports for outgoing
 * connections, so that it is still free at the next start.
 */
import { createServer } from 'node:net';
import type { Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';

const FIRST = 10_000;
const COUNT = 20_000;
const TRIES = 64;

/** Throws KithError PORT_TAKEN when nothing is free after many tries. */
export async function freePort(random: Random): Promise<number> {
  for (let turn = 0; turn < TRIES; turn++) {
    const [high = 0, low = 0] = random.bytes(2);
    const port = FIRST + ((high * 256 + low) % COUNT);
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '0.0.0.0'))) return port;
  }
  throw new KithError('PORT_TAKEN');
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
