/** Photos of things, between real peers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../core/base/base64.ts';
import { seededRandom } from '../community/neighbours.ts';
import type { Resident } from './household.ts';
import { Pair } from './pair.ts';
import { jpegOf, pngOf } from './pictures.ts';

let pair: Pair;
let ana: Resident;
let ben: Resident;
let community: string;
let item: string;
let inventory: string;
const random = seededRandom('photos');

function run<T>(promise: Promise<T>): Promise<T> {
  return pair.run(promise);
}

async function download({ api }: Resident, attachment: string, waitMs = 20_000): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; ;) {
    const { data, size } = await run(api.attachmentRead({ community, attachment, offset, waitMs }));
    const bytes = fromBase64(data)!;
    pieces.push(bytes);
    offset += bytes.length;
    if (offset >= size) return new Uint8Array(Buffer.concat(pieces));
  }
}

beforeEach(async () => {
  pair = await Pair.meet();
  ({ ana, ben, community } = pair);
  ({ inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' })));
  ({ item } = await run(ana.api.itemAdd({ inventory, title: 'Drill' })));
});

describe('photos of a thing', () => {
  it('[PHOTO-1] [ATT-2] [SYNC-23] that one person adds are seen by the others, whole, with their previews', async () => {
    const bytes = jpegOf(1_200, 900, random.bytes(200_000));
    const small = pngOf(120, 90, random.bytes(4_000));
    const big = await pair.upload(ana, '/home/ana/Drill\u202e.jpg', bytes);
    const preview = await pair.upload(ana, 'preview.png', small);
    await run(ana.api.photoAdd({ item, upload: big, preview }));
    await pair.inStep();
    const { photos } = await run(ben.api.itemPhotos({ item }));
    expect(photos).toMatchObject([
      {
        authorName: 'ana',
        picture: {
          name: 'Drill.jpg',
          size: bytes.length,
          type: 'image/jpeg',
          picture: { width: 1_200, height: 900 },
          warning: null,
        },
      },
    ]);
    expect(await download(ben, photos[0]!.picture.preview!)).toEqual(small);
    expect(await download(ben, photos[0]!.picture.id)).toEqual(bytes);
    expect(await run(ben.api.photos({ inventory }))).toEqual({ community, items: [{ id: item, photos }] });
  });

  it('[PHOTO-2] [PHOTO-3] stand in an order of their own, can be taken away, and come back', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      const one = await pair.upload(ana, `${name}.png`, pngOf(10, 10, random.bytes(300)));
      ids.push((await run(ana.api.photoAdd({ item, upload: one }))).photo);
    }
    const order = async (who: Resident) =>
      (await run(who.api.itemPhotos({ item }))).photos.map(({ picture }) => picture.name[0]).join('');
    const [a, , c] = ids as [string, string, string];
    expect(await order(ana)).toBe('abc');
    await run(ana.api.photoMove({ photo: c, after: null }));
    expect(await order(ana)).toBe('cab');
    await run(ana.api.photoMove({ photo: c, after: a }));
    expect(await order(ana)).toBe('acb');
    await run(ana.api.photoRemove({ photo: a }));
    await pair.inStep();
    expect(await order(ben)).toBe('cb');
    await run(ben.api.photoRestore({ photo: a }));
    await pair.inStep();
    expect(await order(ana)).toBe('acb');
  });

  it('[ATT-6] survive a restart, and are there while nobody else is', async () => {
    const bytes = jpegOf(800, 600, random.bytes(100_000));
    const one = await pair.upload(ana, 'Drill.jpg', bytes);
    await run(ana.api.photoAdd({ item, upload: one }));
    await pair.inStep();
    const [photo] = (await run(ben.api.itemPhotos({ item }))).photos;
    await download(ben, photo!.picture.id);
    await run(ana.peer.stop());
    ben = await pair.house.restart(ben);
    expect(await download(ben, photo!.picture.id, 0)).toEqual(bytes);
  });

  it('[SYNC-24] that nobody here has are said to be away, and come when somebody is back', async () => {
    const bytes = jpegOf(800, 600, random.bytes(1_000));
    const one = await pair.upload(ana, 'Drill.jpg', bytes);
    await run(ana.api.photoAdd({ item, upload: one }));
    await pair.inStep();
    const [photo] = (await run(ben.api.itemPhotos({ item }))).photos;
    const attachment = photo!.picture.id;
    await run(ana.peer.stop());
    expect(await pair.codeFrom(ben.api.attachmentRead({ community, attachment, waitMs: 2_000 }))).toBe(
      'ATTACHMENT_AWAY',
    );
  });

  it('[ATT-7] [THREAT-35] only pictures become photos, whatever a file is called', async () => {
    const files: [string, Uint8Array][] = [
      ['drill.png', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
      ['drill.jpg', new TextEncoder().encode('MZ this is a program')],
      ['huge.png', pngOf(60_000, 60_000, random.bytes(50))],
      ['wide.jpg', jpegOf(8_193, 10, random.bytes(50))],
    ];
    for (const [name, bytes] of files) {
      const one = await pair.upload(ana, name, bytes);
      expect(await pair.codeFrom(ana.api.photoAdd({ item, upload: one })), name).toBe('PICTURE_UNREADABLE');
    }
    expect((await run(ana.api.itemPhotos({ item }))).photos).toEqual([]);
  });

  it('[ATT-8] from the disk lose where they were taken, and keep which way up they are', async () => {
    const picture = jpegOf(40, 30, random.bytes(500), { orientation: 6, text: 'GPS 52.5N 13.4E' });
    pair.house.files.set('/photos/drill.jpg', picture);
    const taken = await run(ana.api.attachmentTake({ community, file: '/photos/drill.jpg' }));
    expect(taken).toMatchObject({ name: 'drill.jpg', isPicture: true });
    await run(ana.api.photoAdd({ item, upload: taken.upload }));
    const [photo] = (await run(ana.api.itemPhotos({ item }))).photos;
    const kept = await download(ana, photo!.picture.id);
    expect(Buffer.from(kept).includes('GPS')).toBe(false);
    expect(Buffer.from(kept).includes('Exif')).toBe(true);
    await run(ana.api.attachmentSave({ community, attachment: photo!.picture.id, file: '/saved/drill.jpg' }));
    expect(pair.house.files.get('/saved/drill.jpg')).toEqual(Buffer.from(kept));
  });

  it('[ATT-8] a part out of turn, beyond the size, or of a file that is not begun is refused', async () => {
    const { upload: id } = await run(ana.api.attachmentBegin({ community, name: 'x', size: 10 }));
    const data = toBase64(random.bytes(6));
    expect(await pair.codeFrom(ana.api.attachmentPart({ upload: id, offset: 3, data }))).toBe(
      'ATTACHMENT_UNKNOWN',
    );
    await run(ana.api.attachmentPart({ upload: id, offset: 0, data }));
    expect(await pair.codeFrom(ana.api.attachmentPart({ upload: id, offset: 6, data }))).toBe(
      'ATTACHMENT_UNKNOWN',
    );
    expect(await pair.codeFrom(ana.api.photoAdd({ item, upload: id }))).toBe('ATTACHMENT_UNKNOWN');
    expect(await pair.codeFrom(ben.api.attachmentPart({ upload: id, offset: 6, data }))).toBe(
      'ATTACHMENT_UNKNOWN',
    );
    expect(await pair.codeFrom(ana.api.attachmentBegin({ community, name: 'x', size: 0 }))).toBe(
      'ATTACHMENT_EMPTY',
    );
    const huge = 64 * 1024 * 1024 + 1;
    expect(await pair.codeFrom(ana.api.attachmentBegin({ community, name: 'x', size: huge }))).toBe(
      'ATTACHMENT_TOO_LARGE',
    );
  });

  it('[ATT-3] nothing of a picture lies in clear on the disk', async () => {
    const text = 'a very particular pixel';
    const one = await pair.upload(ana, 'Drill.jpg', jpegOf(80, 60, new TextEncoder().encode(text)));
    await run(ana.api.photoAdd({ item, upload: one }));
    for await (const rows of ana.store.read({ from: new Uint8Array(0), to: Uint8Array.of(255, 255) }))
      for (const { value } of rows) expect(Buffer.from(value).includes(text)).toBe(false);
  });

  it('[INV-10] [ATT-10] [ATT-11] show how it came back, to everybody, and stay for as long as the remark does', async () => {
    const { loan } = await run(ben.api.loanRequest({ item }));
    await pair.inStep();
    await run(ana.api.loanApprove({ loan }));
    await run(ana.api.loanHandOver({ loan }));
    await pair.inStep();
    await run(ben.api.loanHandOver({ loan }));
    await pair.inStep();
    const bytes = jpegOf(800, 600, random.bytes(30_000));
    const photos = [{ upload: await pair.upload(ana, 'crack.jpg', bytes) }];
    const wish = { loan, text: 'A crack', condition: 'needs-repair' as const, photos };
    expect(await run(ana.api.loanReturn(wish))).toEqual({ loan, state: 'handed-over' });
    expect(await pair.codeFrom(ana.api.itemRemark({ item, text: 'Again', photos }))).toBe(
      'ATTACHMENT_UNKNOWN',
    );
    await pair.inStep();
    const page = await run(ben.api.item({ item }));
    expect(page.item.condition).toBe('needs-repair');
    expect(page.remarks).toMatchObject([
      { name: 'ana', text: 'A crack', loan, photos: [{ name: 'crack.jpg', size: bytes.length }] },
    ]);
    expect(page.loans[0]?.return).toEqual({ borrower: false, custodian: true });
    // A sweep in between takes away what no entry names.
    await pair.house.clock.advance(16 * 60_000);
    expect(await download(ben, page.remarks[0]!.photos[0]!.id)).toEqual(bytes);
    const answer = await pair.upload(ben, 'tape.png', pngOf(90, 90, random.bytes(900)));
    await run(ben.api.itemRemark({ item, text: 'Taped', photos: [{ upload: answer }] }));
    await pair.inStep();
    const { remarks } = await run(ana.api.item({ item }));
    expect(remarks.at(-1)).toMatchObject({ loan: null, photos: [{ name: 'tape.png' }] });
    const none = await pair.upload(ben, 'list.txt', new Uint8Array(50));
    expect(await pair.codeFrom(ben.api.itemRemark({ item, text: 'No', photos: [{ upload: none }] }))).toBe(
      'PICTURE_UNREADABLE',
    );
  });
});
