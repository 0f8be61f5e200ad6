/**
 * A program of the benchmark in a process of its own: it is asked, and answers. Ended by its pid, also when the
 * measurement fails.
 */
import { fork, type ChildProcess } from 'node:child_process';

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const running = new Set<Child>();

export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #next = 1;

  constructor(file: string, nodeArgs: readonly string[] = []) {
    this.#process = fork(file, [], {
      execArgv: ['--enable-source-maps', ...nodeArgs],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#ended = new Promise((resolve) => this.#process.once('exit', () => resolve()));
    this.#process.on('message', (message) => {
      const { id, value, error } = message as Answer;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    void this.#ended.then(() => {
      running.delete(this);
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} has ended`));
    });
    running.add(this);
  }

  /** What the program of that file answers; `T` is what it promises. */
  ask<T>(name: string, input?: unknown): Promise<T> {
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#process.send({ id, name, input });
    });
  }

  /** In good order, where the program has something to close. */
  async stop(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }

  kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    return this.#ended;
  }
}

/** For the end of a run that has failed. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((child) => child.kill()));
}
