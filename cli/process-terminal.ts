/** The terminal of a real process. */
import type { Terminal } from './terminal.ts';

export function processTerminal(): Terminal {
  let stopped: Promise<void> | undefined;
  // Whoever reads the output may have read enough (`| head`).
  process.stdout.on('error', () => process.exit(0));
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    env: process.env,
    folder: process.cwd(),
    untilStopped: () => (stopped ??= untilSignal()),
  };
}

/** Ends the process when all that was printed is handed over. */
export function exit(status: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        count += 1;
        // Somebody who asks again does not want to wait.
        if (count > 1) process.exit(130);
        resolve();
      });
    }
    // Another program has started this one and holds the other end of a channel: its end is an order to stop, however
    // it came about.
    if (process.connected === false) resolve();
    else if (process.connected) process.once('disconnect', resolve);
  });
}
