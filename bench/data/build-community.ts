/**
 * The profile of a member who holds everything: ten authors have talked in one channel. Made through the same gate as
 * anybody's entries, from a seed, so that every machine measures the same entries.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlaceId, EntryId } from '../../core/base/ids.ts';
import { silentLog } from '../../core/base/log.ts';
import { localApi } from '../../core/api/local-client.ts';
import type { Community } from '../../core/community/community.ts';
import { openWelcome } from '../../core/community/welcome.ts';
import { signingKeyFromSeed } from '../../core/crypto/sign.ts';
import type { EntryRecord } from '../../core/feed/entry.ts';
import type { Run } from '../../core/feed/run.ts';
import { createCertificate } from '../../core/identity/certificate.ts';
import { decodeInviteLink } from '../../core/identity/invite-link.ts';
import { createJoinRequest } from '../../core/identity/join-request.ts';
import { newDeviceKeys } from '../../core/identity/keys.ts';
import { diskFiles } from '../../core/node/disk-files.ts';
import { InsecureKeychain } from '../../core/node/keychains/insecure-keychain.ts';
import { LevelStore } from '../../core/node/level-store.ts';
import { Libp2pNetwork } from '../../core/node/libp2p-network.ts';
import { ProfileDirectory } from '../../core/node/profile-directory.ts';
import { Peer } from '../../core/peer/peer.ts';
import { seededRandom, type SeededRandom } from '../../test/world/random.ts';
import { BenchAuthor, type AuthorPlace } from './author.ts';
import { message } from './text.ts';

export interface BuiltCommunity {
  readonly community: string;
  readonly channel: string;
  readonly entries: number;
  /** Of all bare Yjs updates. */
  readonly updateBytes: number;
  /** The text of the last message. */
  readonly newest: string;
}

const AUTHORS = 10;
const SEED = 2026;
/** Entries that go through the gate at once. */
const STEP = 1_000;

/** `folder` becomes the profile; `entriesFolder` gets the bytes of each author's entries, for other stores. */
export async function buildCommunity(
  folder: string,
  entriesFolder: string,
  messages: number,
): Promise<BuiltCommunity> {
  const random = seededRandom(SEED);
  let now = 1_800_000_000_000;
  const clock = { now: () => (now += 1 + random.below(60_000)), after: () => () => {} };
  const directory = await ProfileDirectory.open(folder);
  await directory.setUp('insecure', random);
  const stored = await directory.read();
  const store = await LevelStore.open(directory.store);
  const keychain = await InsecureKeychain.create(directory.insecureKey, random);
  const seed = await directory.transportSeed(keychain, random);
  const port = stored!.port;
  const peer = await Peer.start({
    store,
    keychain,
    settings: directory,
    createNetwork: async () => new Libp2pNetwork({ mode: 'loopback', seed, port, clock, log: silentLog }),
    files: diskFiles,
    clock,
    random,
    log: silentLog,
    version: 'bench',
    page: () => null,
    isNetworked: false,
  });
  const api = localApi(peer);
  await api.init({ name: 'Ana', network: 'loopback' });
  const { community } = await api.create({ title: 'Elm Street' });
  const { channel } = await api.channelAdd({ community, title: 'General' });
  const { link } = await api.invite({ community, uses: AUTHORS });
  const [host] = peer.communities();
  const authors = await admit(host!, link, channel as PlaceId, random);
  const talk = new Talk(authors, random);
  await mkdir(entriesFolder, { recursive: true });
  let newest = '';
  for (let made = 0; made < messages; made += STEP) {
    const runs: Run[] = [];
    for (let i = made; i < Math.min(messages, made + STEP); i++)
      runs.push(talk.next((newest = message(random)), clock.now()));
    const report = await host!.receive(joined(runs));
    if (report.stored !== runs.length) throw new Error(`the gate took ${report.stored} of ${runs.length}`);
  }
  await talk.save(entriesFolder);
  await peer.stop();
  await store.close();
  return { community, channel, entries: messages, updateBytes: talk.updateBytes, newest };
}

async function admit(
  host: Community,
  link: string,
  channel: PlaceId,
  random: SeededRandom,
): Promise<BenchAuthor[]> {
  const ticket = decodeInviteLink(link);
  if (!ticket.ok) throw new Error(ticket.code);
  const inviteKey = signingKeyFromSeed(ticket.value.inviteSeed);
  const admitted = [];
  for (let i = 0; i < AUTHORS; i++) {
    const keys = newDeviceKeys(random);
    const certificate = createCertificate(host.id, keys, `Author ${i + 1}`);
    const reply = await host.admit(createJoinRequest(certificate, keys.device, inviteKey).bytes);
    if (!reply.ok) throw new Error(reply.code);
    const key = openWelcome(host.id, keys.box, reply.value.welcome)?.find(
      ({ chain }) => chain !== 'authority',
    );
    admitted.push({ keys, key: key! });
  }
  const authority = host.tip('authority', host.device)!.id;
  return admitted.map(({ keys, key }) => {
    const place: AuthorPlace = { community: host.id, channel, key, authority };
    return new BenchAuthor(keys, place, random.fork());
  });
}

/** Who writes next, and what they have read: mostly everything, sometimes not the last words of the others. */
class Talk {
  readonly #authors: readonly BenchAuthor[];
  readonly #random: SeededRandom;
  readonly #records: EntryRecord[][];
  /** Tips that nobody has referred to. */
  readonly #open = new Map<BenchAuthor, EntryId>();
  #speaker: BenchAuthor;
  updateBytes = 0;

  constructor(authors: readonly BenchAuthor[], random: SeededRandom) {
    this.#authors = authors;
    this.#random = random;
    this.#records = authors.map(() => []);
    this.#speaker = authors[0]!;
  }

  next(text: string, time: number): Run {
    if (this.#random.happens(0.6)) this.#speaker = this.#random.pick(this.#authors);
    const author = this.#speaker;
    const hasRead = !this.#random.happens(0.1);
    const heads = hasRead ? [...this.#open].flatMap(([other, tip]) => (other === author ? [] : [tip])) : [];
    const prev = author.tip ?? null;
    const { entry, updateBytes } = author.say(text, time, heads);
    if (hasRead) this.#open.clear();
    this.#open.set(author, entry.id);
    this.updateBytes += updateBytes;
    this.#records[this.#authors.indexOf(author)]!.push(entry.record);
    const { device, kind } = author.context;
    return { kind, device, from: entry.header.seq, prev, records: [entry.record] };
  }

  /** Length (u32) and bytes of each entry, as it travels between us without its signature. */
  async save(folder: string): Promise<void> {
    for (const [i, records] of this.#records.entries()) {
      const pieces: Uint8Array[] = [];
      for (const { header, payload } of records) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(header.length + payload!.length);
        pieces.push(length, header, payload!);
      }
      await writeFile(join(folder, `${i}.bin`), Buffer.concat(pieces));
    }
  }
}

/** Entries of one author that follow each other become one run. */
function joined(runs: readonly Run[]): Run[] {
  const byDevice = new Map<string, { run: Run; records: EntryRecord[] }>();
  for (const run of runs) {
    const known = byDevice.get(run.device);
    if (known) known.records.push(...run.records);
    else byDevice.set(run.device, { run, records: [...run.records] });
  }
  return [...byDevice.values()].map(({ run, records }) => ({ ...run, records }));
}
