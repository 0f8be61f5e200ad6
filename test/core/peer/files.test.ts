/** Files in messages, between real peers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fromBase64 } from '../../../core/base/base64.ts';
import { seededRandom } from '../community/neighbours.ts';
import type { Resident } from './household.ts';
import { Pair } from './pair.ts';
import { jpegOf } from './pictures.ts';

let pair: Pair;
let ana: Resident;
let ben: Resident;
let community: string;
let channel: string;
const random = seededRandom('files in messages');

function run<T>(promise: Promise<T>): Promise<T> {
  return pair.run(promise);
}

async function bring(who: Resident, name: string, bytes: Uint8Array): Promise<{ upload: string }> {
  return { upload: await pair.upload(who, name, bytes) };
}

beforeEach(async () => {
  pair = await Pair.meet();
  ({ ana, ben, community } = pair);
  ({ channel } = await run(ana.api.channelAdd({ community, title: 'General' })));
});

describe('a message with files', () => {
  it('[CHAT-1] [ATT-5] carries pictures and papers, with words or without', async () => {
    const paper = random.bytes(150_000);
    const picture = jpegOf(300, 200, random.bytes(2_000));
    const files = [await bring(ana, 'minutes.pdf', paper), await bring(ana, 'street.jpg', picture)];
    await run(ana.api.say({ channel, text: '', files }));
    await pair.inStep();
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
    await pair.inStep();
    const shown = async () => (await run(ben.api.messages({ channel }))).messages[0];
    expect(await shown()).toMatchObject({ text: 'Here it is', files: [{ name: 'a.txt' }] });
    await run(ana.api.messageDelete({ message }));
    await pair.inStep();
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
    expect(await pair.codeFrom(ana.api.say({ channel, text: ' ', files: [] }))).toBe('TEXT_EMPTY');
    const files = [];
    for (let i = 0; i < 11; i++) files.push(await bring(ana, `${i}.txt`, random.bytes(10)));
    expect(await pair.codeFrom(ana.api.say({ channel, text: '', files }))).toBe('ATTACHMENTS_TOO_MANY');
    expect(
      await pair.codeFrom(ana.api.say({ channel, text: 'x', files: [{ upload: 'a'.repeat(32) }] })),
    ).toBe('ATTACHMENT_UNKNOWN');
  });
});
