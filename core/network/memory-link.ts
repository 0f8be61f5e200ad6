/** One connection between two networks in memory, with its streams. */
import type { Clock } from '../base/clock.ts';
import { MemoryStream, type Wire } from './memory-stream.ts';
import type { TransportId } from './network.ts';

/** What a link needs of the mesh. */
export interface LinkMesh {
  readonly clock: Clock;
  readonly carried: { frames: number };
  delay(a: TransportId, b: TransportId): number;
  fault(error: unknown): void;
}

interface OpenStream {
  readonly opener: TransportId;
  readonly protocol: string;
  readonly ends: ReadonlyMap<TransportId, MemoryStream>;
}

export class MemoryLink {
  readonly a: TransportId;
  readonly b: TransportId;
  readonly #mesh: LinkMesh;
  #isCut = false;
  #streams: OpenStream[] = [];

  constructor(mesh: LinkMesh, a: TransportId, b: TransportId) {
    this.#mesh = mesh;
    this.a = a;
    this.b = b;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  other(self: TransportId): TransportId {
    return self === this.a ? this.b : this.a;
  }

  /** From now on nothing passes. */
  cut(): void {
    this.#isCut = true;
  }

  /** One end notices that the connection is gone. */
  dropStreams(end: TransportId): void {
    for (const stream of this.#streams) stream.ends.get(end)?.drop();
  }

  /** Streams of that protocol that one end has opened and that the other has not closed. */
  opened(opener: TransportId, protocol: string): number {
    this.#streams = this.#streams.filter((stream) => [...stream.ends.values()].some((end) => !end.isClosed));
    return this.#streams.filter(
      (stream) =>
        stream.opener === opener &&
        stream.protocol === protocol &&
        stream.ends.get(this.other(opener))?.isClosed === false,
    ).length;
  }

  /** The opener's end, and the other one. */
  openStream(opener: TransportId, protocol: string): readonly [MemoryStream, MemoryStream] {
    const acceptor = this.other(opener);
    const fault = (error: unknown) => this.#mesh.fault(error);
    const theirs = new MemoryStream(acceptor, this.#wire(), fault);
    const ours = new MemoryStream(opener, this.#wire(), fault);
    MemoryStream.connect(theirs, ours);
    this.#streams.push({
      opener,
      protocol,
      ends: new Map([
        [opener, theirs],
        [acceptor, ours],
      ]),
    });
    return [theirs, ours];
  }

  /** Keeps the order inside one direction of one stream, whatever the delays are. */
  #wire(): Wire {
    const underWay: (() => void)[] = [];
    let last = 0;
    return (arrive) => {
      const now = this.#mesh.clock.now();
      last = Math.max(last, now + this.#mesh.delay(this.a, this.b));
      underWay.push(arrive);
      this.#mesh.clock.after(last - now, () => {
        const next = underWay.shift();
        if (this.#isCut || next === undefined) return;
        this.#mesh.carried.frames += 1;
        next();
      });
    };
  }
}
