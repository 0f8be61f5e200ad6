import { describe, expect, it } from 'vitest';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { concat } from '../../../core/base/bytes.ts';
import type { BundleSource } from '../../../core/bundle/bundle.ts';
import { exportBundle } from '../../../core/bundle/export-bundle.ts';
import { importBundle, previewBundle } from '../../../core/bundle/import-bundle.ts';
import { admitted } from './admitted.ts';
import {
  exchange,
  founder,
  frontierText,
  home,
  joiner,
  pull,
  seededRandom,
  write,
  type Neighbour,
} from '../community/neighbours.ts';

async function fileOf(neighbour: Neighbour, base?: Parameters<typeof exportBundle>[3]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const sink = (piece: Uint8Array): void => void pieces.push(piece);
  const exported = await exportBundle(neighbour.community, sink, seededRandom('salt'), base);
  const file = concat(...pieces);
  expect(exported.bytes).toBe(file.length);
  return file;
}

function inPieces(file: Uint8Array, length: number): BundleSource {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < file.length; at += length) pieces.push(file.subarray(at, at + length));
  return pieces;
}

async function street(entries = 40): Promise<{ ana: Neighbour; ben: Neighbour }> {
  const ana = await founder();
  const ben = await joiner('ben', ana);
  for (let i = 0; i < entries; i++) {
    await write(i % 2 === 0 ? ana : ben, { push: [{ n: i }], set: [['k', i]] });
    if (i % 9 === 0) await exchange(ana, ben);
  }
  return { ana, ben };
}

const frontierOf = (neighbour: Neighbour): string[] => frontierText(neighbour.community.frontier());

describe('a bundle', () => {
  it('[BUNDLE-5] brings two devices in step that never meet', async () => {
    const { ana, ben } = await street();
    const there = await importBundle([await fileOf(ana)], [ben.community]);
    expect(there).toMatchObject({ ok: true, value: { community: ana.community.id, held: 0 } });
    const back = await importBundle(inPieces(await fileOf(ben), 7), [ana.community]);
    expect(back.ok).toBe(true);
    expect(frontierOf(ana)).toEqual(frontierOf(ben));
  });

  it('[BUNDLE-5] fills a device that holds nothing but the keys', async () => {
    const { ana, ben } = await street(700);
    await exchange(ana, ben);
    const cleo = await admitted('cleo', ben);
    expect(cleo.community.frontier()).toEqual([]);
    const imported = await importBundle([await fileOf(ben)], [cleo.community]);
    expect(imported).toMatchObject({ ok: true, value: { held: 0 } });
    expect(frontierOf(cleo)).toEqual(frontierOf(ben));
  });

  it('[BUNDLE-7] says what an import would bring, and changes nothing', async () => {
    const { ana, ben } = await street();
    const before = frontierOf(ben);
    const file = await fileOf(ana);
    const preview = await previewBundle([file], [ben.community]);
    expect(frontierOf(ben)).toEqual(before);
    const imported = await importBundle([file], [ben.community]);
    expect(preview).toEqual(imported);
    expect(await importBundle([file], [ben.community])).toMatchObject({
      ok: true,
      value: { new: 0, held: 0 },
    });
  });

  it('[BUNDLE-8] a bundle that builds on what is not here says so and changes nothing', async () => {
    const { ana, ben } = await street();
    const base = ana.community.frontier();
    await write(ana, { push: [{ late: 1 }] });
    await write(ana, { push: [{ late: 2 }] });
    const before = frontierOf(ben);
    const file = await fileOf(ana, base);
    expect(await importBundle([file], [ben.community])).toEqual({ ok: false, code: 'BUNDLE_BASE_MISSING' });
    expect(await previewBundle([file], [ben.community])).toMatchObject({
      ok: true,
      value: { new: 2, held: 2 },
    });
    expect(frontierOf(ben)).toEqual(before);
    await pull(ana, ben);
    expect((await importBundle([file], [ben.community])).ok).toBe(true);
  });

  it('[BUNDLE-2] [THREAT-34] is of no use to another community, and does not say whose it is', async () => {
    const { ana, ben } = await street();
    const stranger = await founder('stranger');
    const file = await fileOf(ana);
    expect(await importBundle([file], [stranger.community])).toEqual({ ok: false, code: 'BUNDLE_FOREIGN' });
    expect(await importBundle([file], [])).toEqual({ ok: false, code: 'BUNDLE_FOREIGN' });
    const text = Buffer.from(file).toString('latin1');
    for (const secret of ['Elm Street', ana.community.id, ben.community.device])
      expect(text).not.toContain(secret);
    expect((await importBundle([file], [stranger.community, ben.community])).ok).toBe(true);
  });

  it('[BUNDLE-3] [THREAT-34] a file torn anywhere changes nothing', async () => {
    const { ana, ben } = await street();
    const file = await fileOf(ana);
    const before = frontierOf(ben);
    for (let length = 0; length < file.length; length += length < 60 ? 1 : 997) {
      const verdict = await importBundle([file.subarray(0, length)], [ben.community]);
      expect(verdict.ok, `${length} bytes`).toBe(false);
      if (!verdict.ok) expect(['BUNDLE_UNREADABLE', 'BUNDLE_TORN']).toContain(verdict.code);
    }
    expect(await importBundle([concat(file, Uint8Array.of(0))], [ben.community])).toEqual({
      ok: false,
      code: 'BUNDLE_TORN',
    });
    expect(frontierOf(ben)).toEqual(before);
  });

  it('[BUNDLE-3] [THREAT-34] a changed byte anywhere changes nothing', async () => {
    const { ana, ben } = await street();
    const file = await fileOf(ana);
    const before = frontierOf(ben);
    for (let at = 0; at < file.length; at += at < 60 ? 1 : 613) {
      const changed = file.slice();
      changed[at]! ^= 0x40;
      const verdict = await importBundle([changed], [ben.community]);
      expect(verdict.ok, `byte ${at}`).toBe(false);
    }
    expect(frontierOf(ben)).toEqual(before);
  });

  it('[BUNDLE-3] chunks swapped, left out or repeated are torn', async () => {
    const { ana, ben } = await street(3000);
    const file = await fileOf(ana);
    const chunks = chunksOf(file);
    expect(chunks.length).toBeGreaterThan(4);
    const head = file.subarray(0, 45);
    const orders = [[0, 2, 1, 3], [0, 1, 3], [0, 1, 1, 2, 3], [chunks.length - 1]];
    for (const order of orders) {
      const rest = order.at(-1) === chunks.length - 1 ? [] : chunks.slice(4);
      const verdict = await importBundle(
        [concat(head, ...order.map((at) => chunks[at]!), ...rest)],
        [ben.community],
      );
      expect(verdict).toEqual({ ok: false, code: 'BUNDLE_TORN' });
    }
  });

  it('[THREAT-34] foreign files are not bundles', async () => {
    const { ben } = await street(2);
    const corpus: (string | Uint8Array)[] = [
      '',
      'kith-bundle\n',
      '../../etc/passwd',
      'PK\x03\x04',
      '\x1f\x8b\x08',
      'kith-bundle\n\x02' + 'x'.repeat(80),
      new Uint8Array(1 << 20),
      seededRandom('noise').bytes(5000),
    ];
    for (const content of corpus) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
      expect(await importBundle([bytes], [ben.community])).toEqual({ ok: false, code: 'BUNDLE_UNREADABLE' });
    }
  });

  it('[BUNDLE-3] [THREAT-18] a chunk that claims to be huge is refused before it is read', async () => {
    const { ana, ben } = await street(2);
    const head = (await fileOf(ana)).subarray(0, 45);
    let pulled = 0;
    function* endless(): Generator<Uint8Array> {
      yield concat(head, Uint8Array.of(0xff, 0xff, 0xff, 0xff));
      for (;;) {
        pulled += 1;
        yield new Uint8Array(65_536);
      }
    }
    expect(await importBundle(endless(), [ben.community])).toEqual({ ok: false, code: 'BUNDLE_TORN' });
    expect(pulled).toBe(0);
  });

  it('[BUNDLE-6] what a reader throws reaches the caller, and nothing has changed', async () => {
    const { ana, ben } = await street(10);
    const file = await fileOf(ana);
    const before = frontierOf(ben);
    function* failing(): Generator<Uint8Array> {
      yield file.subarray(0, file.length - 10);
      throw new Error('the stick was pulled out');
    }
    await expect(importBundle(failing(), [ben.community])).rejects.toThrow('pulled out');
    expect(frontierOf(ben)).toEqual(before);
  });

  it('[BUNDLE-5] carries erasures before the entries that they have emptied', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    for (let i = 0; i < 5; i++) await write(ana, { push: [{ secret: i }] });
    await ana.community.retire({ space: WHOLE_COMMUNITY, place: home(ana), part: 0 });
    expect(await importBundle([await fileOf(ana)], [ben.community])).toMatchObject({
      ok: true,
      value: { held: 0 },
    });
    expect(frontierOf(ana)).toEqual(frontierOf(ben));
  });
});

function chunksOf(file: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 45; at < file.length;) {
    const length = new DataView(file.buffer, file.byteOffset + at).getUint32(0);
    chunks.push(file.subarray(at, at + 4 + length));
    at += 4 + length;
  }
  return chunks;
}
