import { systemClock } from '../../core/node/system-clock.ts';
import { freePort } from '../../core/node/free-port.ts';
import { Libp2pNetwork } from '../../core/node/libp2p-network.ts';
import { silentLog } from '../../core/base/log.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import { describeNetwork } from '../core/network/network-contract.ts';

describeNetwork('libp2p over loopback', async () => ({
  network: async (mode = 'loopback') =>
    new Libp2pNetwork({
      mode,
      seed: systemRandom.bytes(32),
      port: await freePort(systemRandom),
      clock: systemClock,
      log: silentLog,
    }),
  remove: async () => {},
}));
