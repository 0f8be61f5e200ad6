/** The part of Hypercore 11 that the benchmark uses; the package brings no types. */
declare module 'hypercore' {
  import type { Duplex } from 'node:stream';

  export default class Hypercore {
    constructor(storage: string, key?: Uint8Array);
    readonly key: Uint8Array;
    readonly length: number;
    readonly contiguousLength: number;
    ready(): Promise<void>;
    append(blocks: Uint8Array | readonly Uint8Array[]): Promise<unknown>;
    replicate(isInitiator: boolean): Duplex;
    replicate(stream: Duplex): Duplex;
    download(range: { start: number; end: number }): { done(): Promise<void> };
    close(): Promise<void>;
  }
}
