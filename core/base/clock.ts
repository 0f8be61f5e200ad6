/** Time and chance are parameters: the simulation passes seeded ones, the hosts pass the machine's. */
export interface Clock {
  /** Milliseconds since 1970. For display and for waiting only: no order and no permission depends on it. */
  now(): number;
  /** Runs `run` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface Random {
  /** Unpredictable bytes in the hosts, seeded ones in the simulation. */
  bytes(length: number): Uint8Array;
}
