/** What stands before a peer's API while the peer starts. */
import { describe, expect, test } from 'vitest';
import type { PeerApi } from '../../../core/api/methods.ts';
import { OpenCalls } from '../../../core/node/open-calls.ts';

const api: PeerApi = {
  call: (name) => Promise.resolve(`called ${name}`),
  subscribe: (name, _input, onValue) => {
    onValue(`follows ${name}`);
    return () => {};
  },
};

function follow(calls: OpenCalls): unknown[] {
  const seen: unknown[] = [];
  calls.subscribe(
    'profile',
    {},
    (value) => seen.push(value),
    (error) => seen.push(error),
  );
  return seen;
}

/** After everything that was under way. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('[DESKTOP-13] while a peer starts', () => {
  test('what is followed is answered once the disk is open, and calls once the peer is on its network', async () => {
    const calls = new OpenCalls();
    const seen = follow(calls);
    const told: unknown[] = [];
    const call = calls.call('status', {}).then((value) => told.push(value));
    await settled();
    expect([seen, told]).toEqual([[], []]);
    calls.open(api);
    await settled();
    expect([seen, told]).toEqual([['follows profile'], []]);
    calls.start(api);
    await call;
    expect(told).toEqual(['called status']);
  });

  test('a peer that cannot get on its network refuses the calls that waited, and goes on showing what it has', async () => {
    const calls = new OpenCalls();
    calls.open(api);
    const refusal = expect(calls.call('status', {})).rejects.toThrow('taken');
    calls.fail(new Error('taken'));
    await refusal;
    const seen = follow(calls);
    await settled();
    expect(seen).toEqual(['follows profile']);
  });

  test('one that cannot open tells everybody', async () => {
    const calls = new OpenCalls();
    calls.fail(new Error('damaged'));
    await expect(calls.call('status', {})).rejects.toThrow('damaged');
    const seen = follow(calls);
    await settled();
    expect(seen).toEqual([new Error('damaged')]);
  });
});
