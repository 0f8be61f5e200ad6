/** Starts a network that is offline, and prints the packages that were loaded for it, one a line. */
import { registerHooks } from 'node:module';

const packages = new Set<string>();
registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name !== undefined) packages.add(name);
    return next(url, context);
  },
});
const { Libp2pNetwork } = await import('../../../core/node/libp2p-network.ts');
const { silentLog } = await import('../../../core/base/log.ts');
const { systemClock } = await import('../../../core/node/system-clock.ts');
const network = new Libp2pNetwork({
  mode: 'offline',
  seed: new Uint8Array(32),
  port: 17_171,
  clock: systemClock,
  log: silentLog,
});
await network.start();
if (network.addresses().length === 0) throw new Error('no addresses');
for (const name of packages) console.log(name);
