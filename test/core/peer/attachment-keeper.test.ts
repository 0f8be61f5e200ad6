/** What a device does about files by itself, between real peers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { PART } from '../../../core/api/attachment-methods.ts';
import { ChunkStore } from '../../../core/attachments/chunk-store.ts';
import { toBase64 } from '../../../core/base/base64.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { seededRandom } from '../community/neighbours.ts';
import { Household, type Resident } from './household.ts';
import { jpegOf } from './pictures.ts';

let house: Household;
let ana: Resident;
let ben: Resident;
let community: string;
const random = seededRandom('keeping');

function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

async function inStep(): Promise<void> {
  for (const { api } of [ana, ben]) await run(api.sync({ waitMs: 60_000 }));
}

async function bring({ api }: Resident, name: string, bytes: Uint8Array): Promise<string> {
  const { upload } = await run(api.attachmentBegin({ community, name, size: bytes.length }));
  for (let at = 0; at < bytes.length; at += PART)
    await run(api.attachmentPart({ upload, offset: at, data: toBase64(bytes.subarray(at, at + PART)) }));
  return upload;
}

/** Bytes of chunks on the disk; a store of its own, so that nothing is remembered. */
function kept({ peer, store }: Resident): Promise<number> {
  return new ChunkStore(store, peer.communities()[0]!.number).bytes();
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ben = await house.resident('ben');
  ({ community } = await run(ana.api.create({ title: 'Elm Street' })));
  const { link } = await run(ana.api.invite({ community, role: 'member' }));
  await run(ben.api.join({ link }));
});

describe('files without anybody asking', () => {
  it('[ATT-11] photos come by themselves, so that they are there when who added them is away', async () => {
    const { inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' }));
    const { item } = await run(ana.api.itemAdd({ inventory, title: 'Drill' }));
    const upload = await bring(ana, 'drill.jpg', jpegOf(900, 700, random.bytes(150_000)));
    const preview = await bring(ana, 'small.jpg', jpegOf(90, 70, random.bytes(5_000)));
    await run(ana.api.photoAdd({ item, upload, preview }));
    await inStep();
    await house.clock.advance(10_000);
    expect(await kept(ben)).toBe(await kept(ana));
    await run(ana.peer.stop());
    const [photo] = (await run(ben.api.itemPhotos({ item }))).photos;
    for (const attachment of [photo!.picture.id, photo!.picture.preview!])
      expect((await run(ben.api.attachmentRead({ community, attachment }))).size).toBeGreaterThan(5_000);
  });

  it('[ATT-11] of files only what somebody asks for comes', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const upload = await bring(ana, 'minutes.pdf', random.bytes(70_000));
    await run(ana.api.say({ channel, text: '', files: [{ upload }] }));
    await inStep();
    await house.clock.advance(10_000);
    expect(await kept(ben)).toBe(0);
  });

  it('[ATT-10] what is deleted or taken away is dropped by everybody, and nothing else', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const say = async (name: string) => {
      const upload = await bring(ana, name, jpegOf(300, 200, random.bytes(90_000)));
      return (await run(ana.api.say({ channel, text: name, files: [{ upload }] }))).message;
    };
    const going = await say('going.jpg');
    await say('staying.jpg');
    await inStep();
    await house.clock.advance(10_000);
    const before = await kept(ana);
    expect(await kept(ben)).toBe(before);
    await run(ana.api.messageDelete({ message: going }));
    await inStep();
    await house.clock.advance(20 * 60_000);
    for (const one of [ana, ben]) expect(await kept(one)).toBe(before / 2);
    const { messages } = await run(ben.api.messages({ channel }));
    const [file] = messages.find(({ text }) => text === 'staying.jpg')!.files!;
    expect((await run(ben.api.attachmentRead({ community, attachment: file!.id }))).size).toBeGreaterThan(
      90_000,
    );
  });

  it('[ATT-8] [ATT-10] what is being brought in stays; what never was named is gone after a restart', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const upload = await bring(ana, 'plan.pdf', random.bytes(70_000));
    await house.clock.advance(20 * 60_000);
    await run(ana.api.say({ channel, text: '', files: [{ upload }] }));
    await bring(ana, 'forgotten.pdf', random.bytes(70_000));
    expect(await kept(ana)).toBeGreaterThan(140_000);
    ana = await house.restart(ana);
    await house.clock.advance(20 * 60_000);
    expect(await kept(ana)).toBeLessThan(72_000);
    const [message] = (await run(ana.api.messages({ channel }))).messages;
    const attachment = message!.files![0]!.id;
    expect((await run(ana.api.attachmentRead({ community, attachment }))).size).toBe(70_000);
  });

  it('[ATT-10] a photo that was taken away for a moment is still there', async () => {
    const { inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' }));
    const { item } = await run(ana.api.itemAdd({ inventory, title: 'Drill' }));
    const upload = await bring(ana, 'drill.jpg', jpegOf(900, 700, random.bytes(9_000)));
    const { photo } = await run(ana.api.photoAdd({ item, upload }));
    const attachment = (await run(ana.api.itemPhotos({ item }))).photos[0]!.picture.id;
    await run(ana.api.photoRemove({ photo }));
    await house.clock.advance(60_000);
    await run(ana.api.photoRestore({ photo }));
    await house.clock.advance(20 * 60_000);
    expect((await run(ana.api.attachmentRead({ community, attachment }))).size).toBeGreaterThan(9_000);
    await run(ana.api.photoRemove({ photo }));
    await house.clock.advance(20 * 60_000);
    const code = await run(ana.api.attachmentRead({ community, attachment }).then(() => 'none', codeOf));
    expect(code).toBe('ATTACHMENT_AWAY');
  });
});
