import { describe, expect, test } from 'vitest';
import { rerootBody } from '../../../core/authority/action-bodies.ts';
import { community, foldAll, founded, keysOf, personOf, Replica } from './world.ts';

const rootOf = (name: string) => keysOf(name).root!;

describe("a person's devices", () => {
  test('[AUTH-20] act for the person once another device or the root has certified them', () => {
    const { alice, bob } = founded(['bob']);
    bob.addDevice('bob', 'bob 2');
    const laptop = new Replica('bob 2').pull(bob);
    const invite = laptop.invite('from the laptop');
    alice.pull(laptop).addDevice('bob', 'bob 3', rootOf('bob'));
    const { devices, members, verdicts } = foldAll(alice, laptop);
    expect(verdicts.get(invite.id)?.effective).toBe(true);
    expect(devices.get(laptop.device)).toMatchObject({
      person: personOf('bob'),
      label: 'bob 2',
      state: 'current',
    });
    expect(members.get(personOf('bob'))?.devices).toHaveLength(3);
  });

  test('[AUTH-21] are not certified by a stranger, nor twice', () => {
    const { alice, bob } = founded(['bob']);
    const stranger = alice.addDevice('bob', 'alice 2');
    const added = bob.addDevice('bob', 'bob 2');
    const again = bob.addDevice('bob', 'bob 2', rootOf('bob'));
    const { verdicts } = foldAll(alice, bob);
    expect(verdicts.get(stranger.id)?.code).toBe('CERTIFIER_UNKNOWN');
    // The root's certificate is the more senior one, whichever came first.
    expect(verdicts.get(added.id)?.code).toBe('DEVICE_KNOWN');
    expect(verdicts.get(again.id)?.effective).toBe(true);
  });

  test('[AUTH-22] [AUTH-23] a dropped device does nothing more, also apart; what falls with it is listed', () => {
    const { bob } = founded(['bob']);
    bob.addDevice('bob', 'bob 2');
    const laptop = new Replica('bob 2').pull(bob);
    bob.addDevice('bob', 'bob 3');
    const third = new Replica('bob 3').pull(bob);
    const apart = third.invite('apart');
    laptop.pull(bob).dropDevice(bob.device, [third.device]);
    const { devices, verdicts } = foldAll(laptop, third);
    expect(devices.get(bob.device)?.state).toBe('dropped');
    expect(devices.get(third.device)?.state).toBe('dropped');
    expect(devices.get(laptop.device)?.state).toBe('current');
    expect(verdicts.get(apart.id)?.code).toBe('DEVICE_DROPPED');
  });

  test('[AUTH-24] of devices that drop each other the more senior one stays: one that the root certified first', () => {
    const { bob } = founded(['bob']);
    bob.addDevice('bob', 'bob 2');
    const laptop = new Replica('bob 2').pull(bob);
    laptop.dropDevice(bob.device);
    bob.dropDevice(laptop.device);
    expect(foldAll(laptop, bob).devices.get(laptop.device)?.state).toBe('dropped');
    expect(foldAll(laptop, bob).devices.get(bob.device)?.state).toBe('current');

    laptop.addDevice('bob', 'bob 3', rootOf('bob'));
    const recovered = new Replica('bob 3').pull(laptop);
    recovered.dropDevice(bob.device);
    const { devices } = foldAll(recovered, bob);
    expect(devices.get(bob.device)?.state).toBe('dropped');
    expect(devices.get(recovered.device)?.state).toBe('current');
  });

  test('[AUTH-25] a steward drops a device of a junior, and what it vouched for apart does nothing', () => {
    const { alice, bob } = founded(['bob']);
    alice.dropDevice(bob.device);
    bob.addDevice('bob', 'bob 2');
    const hidden = new Replica('bob 2').pull(bob);
    const act = hidden.invite('hidden');
    const { devices, verdicts, members } = foldAll(alice, hidden);
    expect(devices.get(bob.device)?.state).toBe('dropped');
    expect(verdicts.get(act.id)?.code).toBe('DEVICE_DROPPED');
    expect(members.get(personOf('bob'))?.state).toBe('in');
    const senior = bob.pull(alice).dropDevice(alice.device);
    expect(foldAll(alice, bob).verdicts.get(senior.id)?.effective).toBe(false);
  });

  test('[AUTH-25] leaves what the dropped device had vouched for as the steward knew', () => {
    const { alice, bob } = founded(['bob']);
    bob.addDevice('bob', 'bob 2');
    const laptop = new Replica('bob 2').pull(bob);
    alice.pull(bob).dropDevice(bob.device);
    const act = laptop.invite('laptop');
    const { devices, verdicts } = foldAll(alice, laptop);
    expect(verdicts.get(act.id)?.effective).toBe(true);
    expect(devices.get(laptop.device)?.state).toBe('current');
  });

  test('[AUTH-24] a device that a dropped one certified apart is not bound', () => {
    const { alice, bob } = founded(['bob']);
    alice.addDevice('bob', 'bob 3', rootOf('bob'));
    const recovered = new Replica('bob 3').pull(alice);
    recovered.dropDevice(bob.device);
    const added = bob.addDevice('bob', 'bob 2');
    const { devices, verdicts } = foldAll(recovered, bob);
    expect(verdicts.get(added.id)?.code).toBe('DEVICE_DROPPED');
    expect(devices.has(new Replica('bob 2').device)).toBe(false);
  });

  test('[AUTH-26] the root replaces itself; the old one certifies nothing after that', () => {
    const { alice, bob } = founded(['bob']);
    bob.write(rerootBody(community, personOf('bob'), rootOf('bob new'), rootOf('bob')));
    const old = bob.addDevice('bob', 'bob 2', rootOf('bob'));
    const next = bob.addDevice('bob', 'bob 3', rootOf('bob new'));
    const late = alice.write(rerootBody(community, personOf('bob'), rootOf('bob thief'), rootOf('mallory')));
    const { verdicts } = foldAll(alice, bob);
    expect(verdicts.get(old.id)?.code).toBe('CERTIFIER_UNKNOWN');
    expect(verdicts.get(next.id)?.effective).toBe(true);
    expect(verdicts.get(late.id)?.code).toBe('ROOT_REPLACED');
  });

  test('[AUTH-26] a quorum replaces a root that is lost', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    const proposal = alice.write(rerootBody(community, personOf('bob'), rootOf('bob new'), null));
    carol.pull(alice).approve(proposal);
    const device = carol.addDevice('bob', 'bob 2', rootOf('bob new'));
    const thief = bob.write(rerootBody(community, personOf('bob'), rootOf('bob thief'), rootOf('bob')));
    const { verdicts, devices } = foldAll(bob, carol);
    expect(verdicts.get(proposal.id)?.effective).toBe(true);
    expect(verdicts.get(device.id)?.effective).toBe(true);
    expect(devices.get(new Replica('bob 2').device)?.person).toBe(personOf('bob'));
    expect(verdicts.get(thief.id)?.code).toBe('REVOKED');
  });

  test('[AUTH-4] [THREAT-1] both branches of a fork count until the device is dropped', () => {
    const { alice, bob } = founded(['bob']);
    bob.invite('first');
    const copy = bob.fork();
    const left = bob.invite('left');
    const right = copy.invite('right');
    let authority = foldAll(alice, bob, copy);
    expect(authority.verdicts.get(left.id)?.effective).toBe(true);
    expect(authority.verdicts.get(right.id)?.effective).toBe(true);
    alice.pull(bob).dropDevice(bob.device);
    authority = foldAll(alice, copy);
    expect(authority.verdicts.get(left.id)?.effective).toBe(true);
    expect(authority.verdicts.get(right.id)?.code).toBe('DEVICE_DROPPED');
  });
});
