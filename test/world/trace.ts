/** What happened in a world, line by line: the same seed gives the same lines. */
import { toHex } from '../../core/base/bytes.ts';
import { sha256 } from '../../core/crypto/hash.ts';

export class Trace {
  readonly lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
  }

  get hash(): string {
    return toHex(sha256(new TextEncoder().encode(this.lines.join('\n')))).slice(0, 32);
  }
}

export interface WorldResult {
  readonly trace: Trace;
  readonly entries: number;
  /** Hash of what everybody shows in the end. */
  readonly state: string;
}

/** A world that broke a promise: says how to see it again. */
export class WorldFailure extends Error {
  readonly seed: number;
  readonly trace: Trace;

  constructor(seed: number, trace: Trace, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.seed = seed;
    this.trace = trace;
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}
