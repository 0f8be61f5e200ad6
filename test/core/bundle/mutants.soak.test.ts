/** Bundles changed at random, outside and under the seal, as a member with bad intent could write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../core/base/bytes.ts';
import { bundleKey, chunkNonce, HEAD_LENGTH, SALT_LENGTH } from '../../../core/bundle/bundle.ts';
import { exportBundle } from '../../../core/bundle/export-bundle.ts';
import { importBundle, previewBundle } from '../../../core/bundle/import-bundle.ts';
import { openAead, sealAead } from '../../../core/crypto/seal.ts';
import {
  exchange,
  founder,
  frontierText,
  joiner,
  seededRandom,
  write,
  type Neighbour,
} from '../community/neighbours.ts';

const RUNS = { numRuns: 50_000, seed: 2026 };

const changes = fc.array(
  fc.record({ at: fc.nat(0xffffff), drop: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) }),
  { minLength: 1, maxLength: 4 },
);

type Changes = typeof changes extends fc.Arbitrary<infer List> ? List : never;

function changed(bytes: Uint8Array, list: Changes): Uint8Array {
  let result = Buffer.from(bytes);
  for (const { at, drop, put } of list) {
    const from = at % (result.length + 1);
    result = Buffer.concat([result.subarray(0, from), put, result.subarray(from + drop)]);
  }
  return Uint8Array.from(result);
}

async function street(): Promise<{ ana: Neighbour; ben: Neighbour; file: Uint8Array }> {
  const ana = await founder();
  const ben = await joiner('ben', ana);
  for (let i = 0; i < 12; i++) await write(i % 2 === 0 ? ana : ben, { push: [{ n: i }], set: [['k', i]] });
  await exchange(ana, ben);
  for (let i = 0; i < 6; i++) await write(ana, { push: [{ n: i }], set: [['k', i]] });
  const pieces: Uint8Array[] = [];
  await exportBundle(ana.community, (piece) => void pieces.push(piece), seededRandom('salt'));
  return { ana, ben, file: concat(...pieces) };
}

/** The sections, opened, and how to put them back. */
function opened(file: Uint8Array, authorityKey: Uint8Array) {
  const head = file.subarray(0, HEAD_LENGTH);
  // Behind it a tag of 16 bytes.
  const saltAt = HEAD_LENGTH - 16 - SALT_LENGTH;
  const key = bundleKey(authorityKey, head.subarray(saltAt, saltAt + SALT_LENGTH));
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const plain: Uint8Array[] = [];
  for (let at = HEAD_LENGTH; at < file.length;) {
    const length = view.getUint32(at);
    const sealed = file.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    plain.push(openAead(key, chunkNonce(plain.length, at === file.length), head, sealed)!);
  }
  const seal = (sections: readonly Uint8Array[]): Uint8Array =>
    concat(
      head,
      ...sections.flatMap((section, i) => {
        const sealed = sealAead(key, chunkNonce(i, i === sections.length - 1), head, section);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, sealed.length);
        return [length, sealed];
      }),
    );
  return { plain, seal };
}

describe('a bundle that was changed at random', () => {
  it('[BUNDLE-3] [THREAT-34] is refused whole, and changes nothing', async () => {
    const { ben, file } = await street();
    const before = frontierText(ben.community.frontier());
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = changed(file, list);
        if (Buffer.from(bytes).equals(file)) return;
        expect((await importBundle([bytes], [ben.community])).ok).toBe(false);
        expect(frontierText(ben.community.frontier())).toEqual(before);
      }),
      RUNS,
    );
  }, 3_600_000);

  it('[BUNDLE-4] [THREAT-34] under its seal, by a member, throws nowhere; what is refused changes nothing, what is taken is whole', async () => {
    const { ana, ben, file } = await street();
    const { plain, seal } = opened(file, ana.community.authorityKeys()[0]!.key);
    expect(Buffer.from(seal(plain)).equals(file)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.nat(), changes, async (index, list) => {
        const at = index % plain.length;
        const bytes = seal(plain.map((section, i) => (i === at ? changed(section, list) : section)));
        const before = frontierText(ben.community.frontier());
        await previewBundle([bytes], [ben.community]);
        expect(frontierText(ben.community.frontier())).toEqual(before);
        const imported = await importBundle([bytes], [ben.community]);
        if (!imported.ok) expect(frontierText(ben.community.frontier())).toEqual(before);
      }),
      RUNS,
    );
    expect((await ben.community.verify()).faults).toEqual([]);
  }, 3_600_000);
});
