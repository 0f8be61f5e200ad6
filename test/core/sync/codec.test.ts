import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { toHex } from '../../../core/base/bytes.ts';
import { encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import type { ChunkName } from '../../../core/attachments/chunk.ts';
import type { DeviceId, EntryId, ObjectId } from '../../../core/base/ids.ts';
import { decodeControl, encodeControl, type ControlMessage } from '../../../core/sync/control-codec.ts';
import { decodeEntries, encodeEntries } from '../../../core/sync/entries-codec.ts';
import type { Message } from '../../../core/sync/messages.ts';
import { FakeReplica } from './fake-replica.ts';
import { times } from './tier.ts';

const blob = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const device = blob(32).map((bytes) => toBase32(bytes) as DeviceId);
const entry = blob(32).map((bytes) => toHex(bytes) as EntryId);
const channel = fc.nat(63);
const tag = fc.nat(1_023);
const kind = fc.constantFrom('authority' as const, 'content' as const);
const address = fc.stringMatching(/^[!-~]{1,40}$/);
const range = fc
  .record({ kind, device, from: fc.nat(100_000), length: fc.nat(63) })
  .map(({ length, ...rest }) => {
    return { ...rest, to: rest.from + length };
  });

const messages: fc.Arbitrary<ControlMessage> = fc.oneof(
  fc.record({ type: fc.constant('hello' as const), nonce: blob(32) }),
  fc.record({ type: fc.constant('tags' as const), tags: fc.array(blob(16), { maxLength: 20 }) }),
  fc.record({
    type: fc.constant('prove' as const),
    channel,
    whose: fc.constantFrom('receiver' as const, 'sender' as const),
    tag,
    device,
    signature: blob(64),
  }),
  fc.record({ type: fc.constant('recognise' as const), tag, mac: blob(32) }),
  fc.record({
    type: fc.constant('join' as const),
    tag,
    request: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({
    type: fc.constant('admit' as const),
    tag,
    welcome: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({ type: fc.constant('refuse' as const), tag, code: fc.stringMatching(/^[A-Z][A-Z_]{2,20}$/) }),
  fc.record({ type: fc.constant('look' as const), tag }),
  fc.record({
    type: fc.constant('introduce' as const),
    tag,
    introduction: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({ type: fc.constant('recent' as const), channel }),
  fc.record({
    type: fc.constant('seek' as const),
    channel,
    names: fc.array(
      blob(32).map((bytes) => toBase32(bytes) as ChunkName),
      { minLength: 1, maxLength: 16 },
    ),
  }),
  fc.record({
    type: fc.constant('typing' as const),
    channel,
    place: fc.oneof(
      fc.constant(null),
      blob(20).map((bytes) => toBase32(bytes) as ObjectId),
    ),
  }),
  fc.record({
    type: fc.constant('have' as const),
    channel,
    kind: fc.constant('content' as const),
    isWhole: fc.boolean(),
    tips: fc.array(
      fc.record({ kind: fc.constant('content' as const), device, seq: fc.nat(1e9), id: entry }),
      { maxLength: 9 },
    ),
  }),
  fc.record({
    type: fc.constant('want' as const),
    channel,
    id: fc.integer({ min: 1, max: 0xffffffff }),
    ranges: fc.array(range, { minLength: 1, maxLength: 64 }),
  }),
  fc.record({
    type: fc.constant('peers' as const),
    channel,
    own: fc.array(address, { maxLength: 5 }),
    others: fc.array(address, { maxLength: 32 }),
  }),
);

const CASES: readonly [string, Cbor][] = [
  ['HELLO_MALFORMED', [1]],
  ['HELLO_MALFORMED', [1, 0, new Uint8Array(32)]],
  ['HELLO_MALFORMED', [1, 1, new Uint8Array(31)]],
  ['MESSAGE_TOO_LARGE', [1, 1, new Uint8Array(32), 'x'.repeat(64)]],
  ['TAGS_MALFORMED', [2, 'tags']],
  ['TAGS_MALFORMED', [2, [new Uint8Array(15)]]],
  ['TAGS_MALFORMED', [2, Array.from({ length: 257 }, () => new Uint8Array(16))]],
  ['PROVE_MALFORMED', [3, 64, 0, 0, new Uint8Array(32), new Uint8Array(64)]],
  ['PROVE_MALFORMED', [3, 0, 2, 0, new Uint8Array(32), new Uint8Array(64)]],
  ['PROVE_MALFORMED', [3, 0, 0, 1_024, new Uint8Array(32), new Uint8Array(64)]],
  ['PROVE_MALFORMED', [3, 0, 0, 0, new Uint8Array(32), new Uint8Array(63)]],
  ['RECOGNISE_MALFORMED', [4, 0, new Uint8Array(31)]],
  ['JOIN_MALFORMED', [5, 0, new Uint8Array(0)]],
  ['ADMIT_MALFORMED', [6, 0, 'welcome']],
  ['REFUSE_MALFORMED', [7, 0, 'lower case']],
  ['LOOK_MALFORMED', [8, 1_024]],
  ['LOOK_MALFORMED', [8, 0, 0]],
  ['INTRODUCE_MALFORMED', [9, 0, new Uint8Array(0)]],
  ['MESSAGE_TOO_LARGE', [9, 0, new Uint8Array(5_000)]],
  ['RECENT_MALFORMED', [20, 64]],
  ['RECENT_MALFORMED', [20, 0, 1]],
  ['PROOFS_MALFORMED', [16, 0, [new Uint8Array(5)]]],
  ['HAVE_MALFORMED', [17, 0, 2, true, []]],
  ['HAVE_MALFORMED', [17, 0, 1, 1, []]],
  ['HAVE_MALFORMED', [17, 0, 1, true, [[new Uint8Array(32), -1, new Uint8Array(32)]]]],
  ['HAVE_MALFORMED', [17, 0, 1, true, [[new Uint8Array(32), 0.5, new Uint8Array(32)]]]],
  ['WANT_MALFORMED', [18, 0, 0, [[0, new Uint8Array(32), 0, 0]]]],
  ['WANT_MALFORMED', [18, 0, 1, []]],
  ['WANT_MALFORMED', [18, 0, 1, [[0, new Uint8Array(32), 1, 0]]]],
  ['WANT_MALFORMED', [18, 0, 1, [[0, new Uint8Array(32), 0, 1_024]]]],
  ['WANT_MALFORMED', [18, 0, 1, Array.from({ length: 5 }, () => [0, new Uint8Array(32), 0, 1_023])]],
  ['WANT_MALFORMED', [18, 0, 1, Array.from({ length: 65 }, () => [0, new Uint8Array(32), 0, 0])]],
  ['PEERS_MALFORMED', [19, 0, ['two words'], []]],
  ['PEERS_MALFORMED', [19, 0, [], Array.from({ length: 33 }, () => '/a')]],
  ['PEERS_MALFORMED', [19, 0, ['x'.repeat(301)], []]],
  ['TYPING_MALFORMED', [22, 64, null]],
  ['TYPING_MALFORMED', [22, 0, new Uint8Array(19)]],
  ['TYPING_MALFORMED', [22, 0]],
  ['MESSAGE_TOO_LARGE', [22, 0, new Uint8Array(32)]],
  ['MESSAGE_MALFORMED', []],
  ['MESSAGE_MALFORMED', 17],
];

async function entriesFrame(): Promise<Uint8Array> {
  const replica = FakeReplica.founder('d0');
  replica.write(20);
  const run = (await replica.read('content', replica.device, 0, 19, 1e6))!;
  return encodeEntries({ type: 'entries', channel: 3, id: 7, isLast: true, runs: [run] });
}

describe('the messages of the exchange', () => {
  it('[SYNC-2] have one encoding each, and come back as they went', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const frame = encodeControl(message);
        const read = decodeControl(frame);
        expect(read).toEqual({ ok: true, value: message });
        expect(encodeControl((read as { value: ControlMessage }).value)).toEqual(frame);
      }),
      { numRuns: times(300) },
    );
  });

  it('[SYNC-2] are refused by name when they are malformed', () => {
    for (const [code, value] of CASES) {
      expect(decodeControl(encodeCbor(value)), code).toEqual({ ok: false, code });
    }
  });

  it('[SYNC-2] of a later version are passed over', () => {
    expect(decodeControl(encodeCbor([200, 'news']))).toEqual({
      ok: true,
      value: { type: 'unknown', number: 200 },
    });
    expect(decodeControl(encodeCbor([1, 2, new Uint8Array(32), 'x'])).ok).toBe(true);
  });

  it('[SYNC-3] entries come back as they went, and nothing else passes for them', async () => {
    const frame = await entriesFrame();
    const read = decodeEntries(frame);
    expect(read).toMatchObject({ ok: true, value: { type: 'entries', channel: 3, id: 7, isLast: true } });
    if (read.ok) expect(encodeEntries(read.value)).toEqual(frame);
    for (let length = 0; length < frame.length; length += 13) {
      expect(decodeEntries(frame.subarray(0, length)).ok).toBe(length === 8 ? true : false);
    }
  });

  it('[SYNC-2] [SYNC-3] [THREAT-18] bytes of any kind make no decoder throw', async () => {
    const frame = await entriesFrame();
    const decode = (bytes: Uint8Array): Message | undefined => {
      const read = bytes[0] === 1 || bytes[0] === 2 ? decodeEntries(bytes) : decodeControl(bytes);
      return read.ok ? read.value : undefined;
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decode(bytes)),
      { numRuns: times(500) },
    );
    const edit = fc.record({ at: fc.nat(), to: fc.nat(255) });
    const source = fc.oneof(fc.constant(frame), messages.map(encodeControl));
    fc.assert(
      fc.property(source, fc.array(edit, { minLength: 1, maxLength: 4 }), (bytes, edits) => {
        const changed = bytes.slice();
        for (const { at, to } of edits) changed[at % changed.length] = to;
        decode(changed);
      }),
      { numRuns: times(500) },
    );
  });

  it('[SYNC-3] [SYNC-22] tails come back as they went, and any other form is refused', async () => {
    const replica = FakeReplica.founder('d0');
    replica.write(100);
    const [tail] = await replica.tails();
    const message = { type: 'tails' as const, channel: 3, tails: [tail!] };
    const frame = encodeEntries(message);
    expect(decodeEntries(frame)).toEqual({ ok: true, value: message });
    const empty = { type: 'tails' as const, channel: 0, tails: [] };
    expect(decodeEntries(encodeEntries(empty))).toEqual({ ok: true, value: empty });
    const { run, depths } = tail!;
    const long = (await replica.read('content', replica.device, 0, 64, 1e6))!;
    const authority = (await replica.read('authority', replica.device, 0, 0, 1e6))!;
    const wrong = [
      encodeEntries({ ...message, tails: [{ run: long, depths: long.records.map((_, i) => i + 1) }] }),
      encodeEntries({ ...message, tails: [{ run: authority, depths: [1] }] }),
      encodeEntries({ ...message, tails: [{ run, depths: depths.slice(1) }] }),
      encodeEntries({ ...message, tails: [{ run, depths: [...depths, 900] }] }),
      encodeEntries({ ...message, tails: Array.from({ length: 65 }, () => tail!) }),
      frame.with(1, 1),
      frame.with(3, 255),
      frame.subarray(0, -1),
      new Uint8Array(700_000).fill(3, 0, 1),
    ];
    for (const other of wrong) expect(decodeEntries(other).ok).toBe(false);
  });
});
