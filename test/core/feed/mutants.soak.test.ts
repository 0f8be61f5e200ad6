/** Bytes of every outer format, changed at random: nothing throws, and what is taken is what would have been written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain } from '../../../core/feed/chain.ts';
import { decodeHeader, encodeHeader } from '../../../core/feed/header.ts';
import { openPayload } from '../../../core/feed/payload.ts';
import { isSigned } from '../../../core/feed/proven.ts';
import { decodeRecord, encodeRecord } from '../../../core/feed/record.ts';
import { decodeRuns, encodeRuns } from '../../../core/feed/run.ts';
import { decodeForkProof } from '../../../core/feed/fork-proof.ts';
import { decodeDeviceLink } from '../../../core/identity/device-link.ts';
import { decodeInviteLink, encodeInviteLink } from '../../../core/identity/invite-link.ts';
import { decodeVouchLink } from '../../../core/identity/vouch-link.ts';
import { decodeControl } from '../../../core/sync/control-codec.ts';
import { decodeEntries, encodeEntries } from '../../../core/sync/entries-codec.ts';
import { bodyOf, edits, expectSame, Pair, session } from '../documents/histories.ts';
import { author, bytes32, community, key, writeFeed } from './fixtures.ts';

const RUNS = { numRuns: 200_000, seed: 2026 };

const ana = author('ana');
const feed = writeFeed(ana, 6);
const records = feed.map(({ record }) => record);

interface Change {
  readonly at: number;
  readonly drop: number;
  readonly put: Uint8Array;
}

const changes = fc.array(
  fc.record({ at: fc.nat(0xffff), drop: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) }),
  { minLength: 1, maxLength: 4 },
);

function changed(bytes: Uint8Array, list: readonly Change[]): Uint8Array {
  let result = Buffer.from(bytes);
  for (const { at, drop, put } of list) {
    const from = at % (result.length + 1);
    result = Buffer.concat([result.subarray(0, from), put, result.subarray(from + drop)]);
  }
  return Uint8Array.from(result);
}

describe('changed at random', () => {
  it('[FEED-6] [THREAT-14] a record is refused, or is the only form of what it says', () => {
    fc.assert(
      fc.property(fc.nat(5), changes, (index, list) => {
        const bytes = changed(encodeRecord(records[index]!), list);
        const read = decodeRecord(bytes, 0);
        if (!read.ok) return;
        expect(encodeRecord(read.value.record)).toEqual(bytes.subarray(0, read.value.next));
        const header = decodeHeader(read.value.record.header, 'content');
        if (header.ok) expect(encodeHeader(header.value, 'content')).toEqual(read.value.record.header);
      }),
      RUNS,
    );
  });

  it('[FEED-9] [THREAT-8] an entry is itself, or is not signed by its device and does not open', () => {
    fc.assert(
      fc.property(fc.nat(5), changes, (index, list) => {
        const read = decodeRecord(changed(encodeRecord(records[index]!), list), 0);
        if (!read.ok) return;
        const chained = chain(ana.context, { from: index, prev: feed[index]!.prev }, [read.value.record]);
        const entry = chained.ok ? chained.value[0] : undefined;
        if (!entry || entry.id === feed[index]!.id) return;
        expect(isSigned(ana.context, entry)).toBe(false);
        if (entry.record.payload) expect(openPayload(ana.context, entry, key).ok).toBe(false);
      }),
      RUNS,
    );
  });

  it('[FEED-18] [FEED-19] [THREAT-14] runs, fork proofs and frames make no reader throw', () => {
    const run = { kind: 'content' as const, device: ana.id, from: 0, prev: null, records };
    const runs = encodeRuns([run]);
    const frame = encodeEntries({ type: 'entries', channel: 1, id: 1, isLast: true, runs: [run] });
    fc.assert(
      fc.property(changes, (list) => {
        const read = decodeRuns(changed(runs, list));
        if (read.ok) expect(decodeRuns(encodeRuns(read.value))).toEqual(read);
        decodeForkProof(changed(runs, list));
        decodeEntries(changed(frame, list));
        decodeControl(changed(frame, list));
      }),
      RUNS,
    );
  });

  it('[IDENTITY-10] a link is read as what it was, or not at all', () => {
    const ticket = {
      community,
      inviteSeed: bytes32('invite'),
      role: 'member',
      addresses: ['/ip4/192.0.2.1/tcp/4001'],
      tips: [{ device: ana.id, seq: 3 }],
      expires: null,
      title: 'Oak Street',
      from: 'Ana',
    };
    const link = Buffer.from(encodeInviteLink(ticket));
    const whole = decodeInviteLink(link.toString());
    fc.assert(
      fc.property(changes, (list) => {
        const text = Buffer.from(changed(link, list)).toString('latin1');
        const read = decodeInviteLink(text);
        if (read.ok) expect(read).toEqual(whole);
        for (const prefix of ['kith://device/', 'kith://vouch/']) {
          const other = text.replace('kith://join/', prefix);
          expect(decodeDeviceLink(other)).toBeUndefined();
          expect(decodeVouchLink(other)).toBeUndefined();
        }
      }),
      RUNS,
    );
  });

  it('[DOC-7] [THREAT-13] [THREAT-14] an update is void, or leaves in Yjs exactly what it leaves here', () => {
    fc.assert(
      fc.property(edits, edits, changes, (first, second, list) => {
        const pair = new Pair();
        pair.write({ session: 1, edit: first });
        const body = bodyOf(pair.own.write(second, session(1)));
        pair.accept([null, changed(body[1], list)]);
        expectSame(pair.part, pair.doc);
      }),
      { ...RUNS, numRuns: 20_000 },
    );
  });
});
