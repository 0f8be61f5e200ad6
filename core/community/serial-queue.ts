/** Runs tasks one after the other: a community judges and writes one thing at a time. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** The task's own result or failure; a failed task does not stop the next one. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
