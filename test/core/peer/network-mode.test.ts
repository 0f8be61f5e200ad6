import { describe, expect, it } from 'vitest';
import { KithError } from '../../../core/base/kith-error.ts';
import type { Network, NetworkMode } from '../../../core/network/network.ts';
import { narrower, type Settings } from '../../../core/peer/settings.ts';
import { Household } from './household.ts';

/** A profile's settings, and a network that starts in some modes only. */
function machine(house: Household, name: string, before?: Settings) {
  const disk: { settings: Settings | undefined; isFull: boolean } = { settings: before, isFull: false };
  const taken = new Set<NetworkMode>();
  const running = new Set<NetworkMode>();
  return {
    disk,
    taken,
    running,
    extra: {
      settings: {
        load: () => Promise.resolve(disk.settings),
        save: (next: Settings) => {
          if (disk.isFull) return Promise.reject(new KithError('DISK_FULL'));
          disk.settings = next;
          return Promise.resolve();
        },
      },
      createNetwork: (mode: NetworkMode): Promise<Network> => {
        const network = house.mesh.network(name, { mode });
        const [start, stop] = [network.start.bind(network), network.stop.bind(network)];
        network.start = async () => {
          if (taken.has(mode)) throw new KithError('PORT_TAKEN');
          await start();
          running.add(mode);
        };
        network.stop = async () => {
          await stop();
          running.delete(mode);
        };
        return Promise.resolve(network);
      },
    },
  };
}

describe('the network mode of a profile', () => {
  it('[NETWORK-1] [NETWORK-5] where the network does not start, nothing is stored and the old one goes on', async () => {
    const house = new Household();
    const { disk, taken, running, extra } = machine(house, 'ana');
    const { api } = await house.newcomer('ana', extra);
    taken.add('lan');
    await expect(house.drive(api.init({ name: 'ana', network: 'lan' }))).rejects.toMatchObject({
      code: 'PORT_TAKEN',
    });
    expect(disk.settings).toBeUndefined();
    expect(await api.profile()).toMatchObject({ initialised: false });
    await house.drive(api.init({ name: 'ana', network: 'loopback' }));
    expect([...running]).toEqual(['loopback']);

    await expect(house.drive(api.setNetwork({ network: 'lan' }))).rejects.toMatchObject({
      code: 'PORT_TAKEN',
    });
    expect(disk.settings).toEqual({ name: 'ana', network: 'loopback' });
    expect([...running]).toEqual(['loopback']);
    expect(await api.status()).toMatchObject({ network: 'loopback', addresses: ['/memory/ana'] });

    taken.delete('lan');
    expect(await house.drive(api.setNetwork({ network: 'lan' }))).toEqual({ network: 'lan' });
    expect([...running]).toEqual(['lan']);
  });

  it('[NETWORK-1] [THREAT-27] a mode that cannot be noted is not taken up either', async () => {
    const house = new Household();
    const { disk, running, extra } = machine(house, 'ana');
    const { api } = await house.newcomer('ana', extra);
    await house.drive(api.init({ name: 'ana', network: 'loopback' }));
    disk.isFull = true;
    await expect(house.drive(api.setNetwork({ network: 'lan' }))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect([...running]).toEqual(['loopback']);
    expect(await api.profile()).toMatchObject({ network: 'loopback' });
  });

  it('[CLI-5] what is given for a run holds from before the first run on, and is never exceeded', async () => {
    const house = new Household();
    const { disk, running, extra } = machine(house, 'ana');
    const { api } = await house.newcomer('ana', { ...extra, network: 'loopback' });
    expect(await api.profile()).toMatchObject({ initialised: false, network: 'loopback' });
    await house.drive(api.init({ name: 'ana' }));
    expect(disk.settings).toEqual({ name: 'ana', network: 'loopback' });
    expect(await api.profile()).toMatchObject({ network: 'loopback' });
    // For later runs; this one stays what it was started as.
    expect(await house.drive(api.setNetwork({ network: 'lan' }))).toEqual({ network: 'loopback' });
    expect(disk.settings).toMatchObject({ network: 'lan' });
    expect([...running]).toEqual(['loopback']);
    expect(await house.drive(api.setNetwork({ network: 'offline' }))).toEqual({ network: 'offline' });
    expect([...running]).toEqual([]);

    const wide = machine(house, 'ben', { name: 'ben', network: 'offline' });
    const ben = await house.newcomer('ben', { ...wide.extra, network: 'lan' });
    expect(await ben.api.status()).toMatchObject({ network: 'lan' });
    await house.drive(ben.api.setNetwork({ network: 'loopback' }));
    expect([...wide.running]).toEqual(['loopback']);
  });

  it('[NETWORK-1] of two modes the narrower reaches fewer', () => {
    expect(narrower('lan', 'loopback')).toBe('loopback');
    expect(narrower('offline', 'internet')).toBe('offline');
    expect(narrower('lan', 'lan')).toBe('lan');
  });
});

describe('joining with an invitation that has run out', () => {
  it('[SYNC-8] [THREAT-24] ends when nobody was found in time, and nothing goes on looking', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { link } = await house.drive(ana.api.invite({ community, expiresMs: 5_000 }));
    await house.drive(ana.peer.stop());
    await expect(house.drive(ben.api.join({ link, waitMs: 1_000 }))).rejects.toMatchObject({
      code: 'JOIN_NOBODY',
    });
    expect((await ben.api.joins({})).joins).toMatchObject([{ phase: 'looking' }]);
    // Whether somebody waits for it or not.
    const waiting = ben.api.join({ link, waitMs: 60_000 });
    await expect(house.drive(waiting)).rejects.toMatchObject({ code: 'INVITE_EXPIRED' });
    expect((await ben.api.joins({})).joins).toMatchObject([{ phase: 'failed', code: 'INVITE_EXPIRED' }]);
    const again = await house.restart(ben);
    expect((await again.api.joins({})).joins).toEqual([]);
  });

  it('[SYNC-8] [THREAT-24] is said to have run out when nobody waits for it any more', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { link } = await house.drive(ana.api.invite({ community, expiresMs: 2 * 86_400_000 }));
    await house.drive(ana.peer.stop());
    await house.drive(ben.api.join({ link, waitMs: 1_000 })).catch(() => undefined);
    await house.clock.advance(86_400_000 + 1);
    expect((await ben.api.joins({})).joins).toMatchObject([{ phase: 'looking' }]);
    await house.clock.advance(86_400_000);
    expect((await ben.api.joins({})).joins).toMatchObject([{ phase: 'failed', code: 'INVITE_EXPIRED' }]);
  });

  it('[SYNC-8] [THREAT-24] nor does the next start go on with it, which says once what has become of it', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { link } = await house.drive(ana.api.invite({ community, expiresMs: 5_000 }));
    await house.drive(ana.peer.stop());
    await house.drive(ben.api.join({ link, waitMs: 1_000 })).catch(() => undefined);
    await house.drive(ben.peer.stop());
    await house.clock.advance(6_000);
    const again = await house.restart(ben);
    expect((await again.api.joins({})).joins).toMatchObject([{ phase: 'failed', code: 'INVITE_EXPIRED' }]);
    const third = await house.restart(again);
    expect((await third.api.joins({})).joins).toEqual([]);
  });
});
