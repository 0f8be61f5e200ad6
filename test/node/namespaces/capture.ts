/** What passes an interface, one line for each packet, as tcpdump reads it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Enter } from './machines.ts';

export interface CapturePlace {
  readonly enter: Enter;
  readonly interface: string;
  /** Seen from the interface. */
  readonly direction: 'in' | 'out' | 'both';
}

const FRAMES = join(import.meta.dirname, 'programs', 'frames.pl');

export class Capture {
  readonly packets: string[] = [];
  readonly #source: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(source: ChildProcess, reader: ChildProcess) {
    this.#source = source;
    this.#ended = once(reader, 'close');
    createInterface({ input: reader.stdout! }).on('line', (line) => this.packets.push(line));
  }

  /** Resolves when nothing is missed any more. `filter`: as tcpdump reads it. */
  static async start({ enter, interface: name, direction }: CapturePlace, filter: string): Promise<Capture> {
    const [command, ...args] = [...enter, 'perl', FRAMES, name, direction];
    const source = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const reader = spawn('tcpdump', ['-n', '-l', '-r', '-', filter], {
      stdio: [source.stdout, 'pipe', 'ignore'],
    });
    const capture = new Capture(source, reader);
    const said: string[] = [];
    for await (const line of createInterface({ input: source.stderr })) {
      said.push(line);
      if (line === 'listening') return capture;
    }
    throw new Error(`no capture: ${said.join(' ')}`);
  }

  /** Everything that has passed until now is in `packets` when it resolves. */
  async stop(): Promise<void> {
    this.#source.kill();
    await this.#ended;
  }
}
