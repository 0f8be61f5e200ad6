/**
 * A disk of its own, small, that only those see who enter: in a private mount namespace, which a process holds until this
 * one ends. Needs no root where a user may make namespaces.
 */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { temporary } from './kith.ts';

const run = promisify(execFile);

export class SmallDisk {
  /** Where it is mounted; empty for who does not enter. */
  readonly folder: string;
  readonly #holder: ChildProcessWithoutNullStreams;

  private constructor(folder: string, holder: ChildProcessWithoutNullStreams) {
    this.folder = folder;
    this.#holder = holder;
  }

  static async of(mebibytes: number): Promise<SmallDisk> {
    const folder = await temporary();
    const script = `mount -t tmpfs -o size=${mebibytes}m none "$0" && echo && exec cat`;
    const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script, folder]);
    const ended = once(holder, 'close').then(() => {
      throw new Error('no disk');
    });
    ended.catch(() => {});
    await Promise.race([once(createInterface({ input: holder.stdout }), 'line'), ended]);
    return new SmallDisk(folder, holder);
  }

  /** What to put before a command so that it sees the disk. */
  get enter(): readonly string[] {
    const target = ['--target', String(this.#holder.pid), '--user', '--preserve-credentials', '--mount'];
    return ['nsenter', ...target, '--'];
  }

  /** Gives the standard output of a shell script that runs there. */
  async sh(script: string): Promise<string> {
    const [command, ...args] = [...this.enter, 'sh', '-c', `cd "$0" && ${script}`, this.folder];
    return (await run(command, args)).stdout;
  }

  /** To the last byte. */
  async fill(): Promise<void> {
    await this.sh('cat /dev/zero > ballast 2> /dev/null; true');
  }

  async makeRoom(): Promise<void> {
    await this.sh('rm ballast');
  }

  async close(): Promise<void> {
    this.#holder.stdin.end();
    if (this.#holder.exitCode === null) await once(this.#holder, 'close');
  }
}
