/** A display of its own for the windows of a test file: nothing is shown to anybody. Ended by its pid. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Display {
  /** For DISPLAY. */
  readonly name: string;
  stop(): Promise<void>;
}

/** On a number that is free. */
export async function openDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await firstLine(child);
  return {
    name: `:${number}`,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error('these tests need Xvfb: apt-get install xvfb')));
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    createInterface({ input: child.stdio[3] as Readable }).once('line', resolve);
  });
}
