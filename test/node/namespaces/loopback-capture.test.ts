/** What leaves a machine on which peers run with `--network loopback`: nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Profile, until } from '../../process/kith.ts';
import { apiOf } from '../../process/talk.ts';
import { Capture, type CapturePlace } from './capture.ts';
import { Machines } from './machines.ts';

/**
 * All but what the kernel says by itself when an interface comes up: multicast listener reports (behind a hop-by-hop
 * header), the look for a double of an own address (from `::`) and for a router. A datagram or a connection of a program
 * is none of these, nor is the question where its target is.
 */
const OF_PROGRAMS = 'not (ip6 and (ip6[6] = 0 or src host ::)) and not (icmp6 and ip6[40] = 133)';
const MDNS = 'udp port 5353';

let machines: Machines;
const captures: Capture[] = [];

beforeAll(async () => {
  machines = await Machines.of('ada', 'eve');
});

afterAll(async () => {
  await Promise.all(captures.map((capture) => capture.stop()));
  await machines.close();
});

async function capture(place: CapturePlace, filter: string): Promise<Capture> {
  const started = await Capture.start(place, filter);
  captures.push(started);
  return started;
}

it('[NETWORK-3] two peers on loopback join and sync, and no packet leaves the machine, nor does it answer mDNS', async () => {
  const { enter } = machines.machine('ada');
  const leaving = await capture({ enter, interface: 'eth0', direction: 'out' }, OF_PROGRAMS);
  const atSwitch = { enter: machines.enterSwitch, interface: 'ada', direction: 'in' } as const;
  const arriving = await capture(atSwitch, OF_PROGRAMS);
  const questions = await capture({ enter, interface: 'eth0', direction: 'in' }, MDNS);
  const inside = await capture({ enter, interface: 'lo', direction: 'both' }, 'tcp');

  // Somebody else on the switch looks for neighbours: the captures work, and are there to be answered.
  const eve = await Profile.empty('eve');
  await eve.ask('init', '--name', 'Eve', '--network', 'lan', '--insecure-keys');
  await eve.serveBehind(machines.machine('eve').enter, '--network', 'lan');
  const eveApi = await apiOf(eve);
  const { addresses } = await eveApi.status();
  const { community: elsewhere } = await eveApi.create({ title: 'Elsewhere' });
  const { link: leadingOut } = await eveApi.invite({ community: elsewhere });
  expect(addresses[0]).toContain(machines.machine('eve').address);

  const [ada, ben] = await Promise.all([Profile.of('Ada'), Profile.of('Ben')]);
  const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
  const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
  const adaServes = await ada.serveBehind(enter, '--network', 'loopback');
  await ben.serveBehind(enter, '--network', 'loopback', '--dial', addresses[0]!);
  expect(adaServes.addresses).toHaveLength(1);
  const port = adaServes.addresses[0]!.split('/')[4]!;
  const { link } = await ada.ask<{ link: string }>('invite', community);
  await ben.ask('join', link);
  await ben.ask('say', channel, 'Hello');
  await until('Ada has it', async () => {
    const { messages } = await ada.ask<{ messages: object[] }>('messages', channel);
    return messages.length === 1;
  });
  // Nor does what others say lead them out: an address that is typed, an invitation of a neighbour beyond the switch.
  const benApi = await apiOf(ben);
  await expect(benApi.dial({ address: addresses[0]! })).rejects.toMatchObject({ code: 'DIAL_REFUSED' });
  await ben.refused(1, 'JOIN_NOBODY', 'join', leadingOut, '--wait', '1s');

  const before = questions.packets.length;
  await until('Eve has asked twice more', async () => questions.packets.length >= before + 2);
  await Promise.all(captures.map((one) => one.stop()));
  expect(inside.packets.some((packet) => packet.includes(`.${port}`))).toBe(true);
  expect([leaving.packets, arriving.packets]).toEqual([[], []]);
  expect((await eveApi.status()).peers).toEqual([]);
});
