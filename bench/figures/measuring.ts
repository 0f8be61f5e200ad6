/** What every measurement is given. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prepared } from '../data/prepare.ts';
import type { Figure } from '../figure.ts';
import type { Programs } from '../programs.ts';
import { root } from '../root.ts';

export interface Measuring {
  readonly programs: Programs;
  readonly isQuick: boolean;
  /** Data of that many messages. */
  data(messages: number): Promise<Prepared>;
  /** Progress, for people. */
  say(line: string): void;
}

export type Measurement = (measuring: Measuring) => Promise<Figure[]>;

/** Runs `body` with an empty folder beside the data (a rename stays on one disk), and removes it. */
export async function withFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(root, 'out', 'bench', 'run-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A profile that a measurement may change. */
export async function copyOf(profile: string, folder: string, name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(profile, copy, { recursive: true });
  return copy;
}

export async function repeat<T>(times: number, body: (turn: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let turn = 0; turn < times; turn++) all.push(await body(turn));
  return all;
}

export const count = (messages: number): string => messages.toLocaleString('en');
