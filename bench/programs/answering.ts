/** The side of a program that `Child` talks to. */

export type Handlers = Readonly<Record<string, (input: never) => unknown>>;

/** Answers until the parent lets go; then `close` runs, and the process ends. */
export function answer(handlers: Handlers, close: () => Promise<void> | void = () => {}): void {
  process.on('message', (message) => {
    const { id, name, input } = message as { id: number; name: string; input: never };
    const handler = handlers[name];
    Promise.resolve()
      .then(() => {
        if (!handler) throw new Error(`nothing answers ${name}`);
        return handler(input);
      })
      .then(
        (value) => process.send?.({ id, value }),
        (error: unknown) => process.send?.({ id, error: String((error as Error).stack ?? error) }),
      );
  });
  process.once('disconnect', () => {
    void Promise.resolve(close()).finally(() => process.exit(0));
  });
}

/** Milliseconds of a clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
