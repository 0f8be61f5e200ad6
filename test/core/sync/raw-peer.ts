/** A peer that says whatever a test wants: a stream without an engine behind it. */
import { decodeControl, encodeControl, type ControlMessage } from '../../../core/sync/control-codec.ts';
import { decodeEntries, encodeEntries, isEntriesFrame } from '../../../core/sync/entries-codec.ts';
import {
  startHandshake,
  stepHandshake,
  type Handshake,
  type Membership,
} from '../../../core/sync/handshake.ts';
import { PROTOCOL } from '../../../core/sync/limits.ts';
import type { Message } from '../../../core/sync/messages.ts';
import type { MemoryNetwork } from '../../../core/network/memory-network.ts';
import type { FrameStream } from '../../../core/network/network.ts';
import { seededRandom } from '../../world/random.ts';
import { FIRST_KEY, type FakeReplica } from './fake-replica.ts';
import type { World } from './world.ts';

export class RawPeer {
  readonly network: MemoryNetwork;
  readonly heard: Message[] = [];
  readonly #world: World;
  stream: FrameStream | undefined;
  isClosed = false;
  #handshake: Handshake | undefined;

  /** Its name comes before those of the others ("p0" ...), so it is the one to open. */
  constructor(world: World, name = 'evil') {
    this.#world = world;
    this.network = world.mesh.network(name);
  }

  async connect(to: string): Promise<void> {
    const { clock } = this.#world;
    await this.network.start();
    this.isClosed = false;
    await clock.drive(this.network.dial(`/memory/${to}`));
    const stream = await clock.drive(this.network.open(to, PROTOCOL));
    this.stream = stream;
    stream.onFrame((frame) => {
      const read = isEntriesFrame(frame) ? decodeEntries(frame) : decodeControl(frame);
      if (read.ok) this.heard.push(read.value);
    });
    stream.onClose(() => (this.isClosed = true));
  }

  send(message: ControlMessage): void {
    this.raw(encodeControl(message));
  }

  sendEntries(message: Parameters<typeof encodeEntries>[0]): void {
    this.raw(encodeEntries(message));
  }

  raw(frame: Uint8Array): void {
    this.stream?.send(frame).catch(() => undefined);
  }

  /** Meets as a device of the community; its messages go on channel 0. */
  async meet(to: string, as: FakeReplica): Promise<void> {
    const membership: Membership = {
      community: as.id,
      device: as.device,
      keys: [FIRST_KEY],
      invites: [],
      sign: (message) => as.sign(message),
      admits: () => true,
    };
    const wallet = { memberships: [membership], joins: [] };
    const random = seededRandom(99);
    this.#handshake = startHandshake(this.network.self, to, random);
    let seen = 0;
    const step = (input: Parameters<typeof stepHandshake>[1]): void => {
      const { state, outputs } = stepHandshake(this.#handshake!, input, wallet, random);
      this.#handshake = state;
      for (const output of outputs) if (output.type === 'send') this.send(output.message);
    };
    step({ type: 'start' });
    for (let round = 0; round < 50; round++) {
      await this.#world.clock.advance(20);
      for (; seen < this.heard.length; seen++) {
        const message = this.heard[seen]!;
        if (message.type === 'hello' || message.type === 'tags' || message.type === 'prove')
          step({ type: 'message', message });
      }
    }
  }
}
