/** Files in messages, between real peers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { PART } from '../../../core/api/attachment-methods.ts';
import { fromBase64, toBase64 } from '../../../core/base/base64.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { seededRandom } from '../community/neighbours.ts';
import { Household, type Resident } from './household.ts';
import { jpegOf } from './pictures.ts';

let house: Household;
let ana: Resident;
let ben: Resident;
let community: string;
let channel: string;
const random = seededRandom('files in messages');

function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

async function codeFrom(promise: Promise<unknown>): Promise<string> {
  return run(promise.then(() => 'none', codeOf));
}

async function inStep(): Promise<void> {
  for (const { api } of [ana, ben]) await run(api.sync({ waitMs: 60_000 }));
}

async function bring({ api }: Resident, name: string, bytes: Uint8Array): Promise<{ upload: string }> {
  const { upload } = await run(api.attachmentBegin({ community, name, size: bytes.length }));
  for (let at = 0; at < bytes.length; at += PART)
    await run(api.attachmentPart({ upload, offset: at, data: toBase64(bytes.subarray(at, at + PART)) }));
  return { upload };
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ben = await house.resident('ben');
  ({ community } = await run(ana.api.create({ title: 'Elm Street' })));
  const { link } = await run(ana.api.invite({ community, role: 'member' }));
  await run(ben.api.join({ link }));
  ({ channel } = await run(ana.api.channelAdd({ community, title: 'General' })));
});

describe('a message with files', () => {
  it('[CHAT-1] [ATT-5] carries pictures and papers, with words or without', async () => {
    const paper = random.bytes(150_000);
    const picture = jpegOf(300, 200, random.bytes(2_000));
    const files = [await bring(ana, 'minutes.pdf', paper), await bring(ana, 'street.jpg', picture)];
    await run(ana.api.say({ channel, text: '', files }));
    await inStep();
    const { messages } = await run(ben.api.messages({ channel }));
    expect(messages).toMatchObject([
      {
        text: '',
        files: [
          { name: 'minutes.pdf', size: 150_000, picture: null, warning: null },
          { name: 'street.jpg', picture: { width: 300, height: 200 } },
        ],
      },
    ]);
    const [first] = messages[0]!.files!;
    const { data } = await run(
      ben.api.attachmentRead({ community, attachment: first!.id, offset: 131_072, waitMs: 20_000 }),
    );
    expect(fromBase64(data)).toEqual(paper.slice(131_072));
    const { message } = await run(ben.api.say({ channel, text: 'Thanks!', reply: messages[0]!.id }));
    const answer = (await run(ben.api.messages({ channel }))).messages.find(({ id }) => id === message);
    expect(answer?.replyText).toBe('minutes.pdf');
  });

  it('[CHAT-4] shows no files once it is deleted, and keeps them when its text is changed', async () => {
    const files = [await bring(ana, 'a.txt', random.bytes(10))];
    const { message } = await run(ana.api.say({ channel, text: 'Here', files }));
    await run(ana.api.messageEdit({ message, text: 'Here it is' }));
    await inStep();
    const shown = async () => (await run(ben.api.messages({ channel }))).messages[0];
    expect(await shown()).toMatchObject({ text: 'Here it is', files: [{ name: 'a.txt' }] });
    await run(ana.api.messageDelete({ message }));
    await inStep();
    expect(await shown()).toMatchObject({ deleted: true });
    expect(await shown()).not.toHaveProperty('files');
  });

  it('[ATT-7] [THREAT-35] says what a computer would run, under a name without tricks', async () => {
    const files = [
      await bring(ana, 'invoice\u202efdp.exe', random.bytes(10)),
      await bring(ana, '../../holiday.jpg.scr', random.bytes(10)),
      await bring(ana, 'photo.svg', new TextEncoder().encode('<svg onload="alert(1)"/>')),
    ];
    await run(ana.api.say({ channel, text: 'Look', files }));
    const [message] = (await run(ana.api.messages({ channel }))).messages;
    expect(message?.files).toMatchObject([
      { name: 'invoicefdp.exe', warning: 'program', picture: null },
      { name: 'holiday.jpg.scr', warning: 'disguised', picture: null },
      { name: 'photo.svg', warning: 'program', picture: null },
    ]);
  });

  it('[CHAT-1] without a word and without a file is none, and ten files are the most', async () => {
    expect(await codeFrom(ana.api.say({ channel, text: ' ', files: [] }))).toBe('TEXT_EMPTY');
    const files = [];
    for (let i = 0; i < 11; i++) files.push(await bring(ana, `${i}.txt`, random.bytes(10)));
    expect(await codeFrom(ana.api.say({ channel, text: '', files }))).toBe('ATTACHMENTS_TOO_MANY');
    expect(await codeFrom(ana.api.say({ channel, text: 'x', files: [{ upload: 'a'.repeat(32) }] }))).toBe(
      'ATTACHMENT_UNKNOWN',
    );
  });
});
