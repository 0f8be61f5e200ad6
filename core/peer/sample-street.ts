/**
 * The sample community as a peer sees it: neighbours who run in this process, on a network of their own. The host hands
 * the builder to the peer (core/peer/sample), so that nobody who does not want a sample loads it.
 */
import type { Clock, Random } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Network } from '../network/network.ts';

export interface SampleStreet {
  /** Lets the person in. */
  readonly link: string;
  /** Nobody else is on it; not started. */
  readonly network: Network;
  stop(): Promise<void>;
}

export interface SampleParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly version: string;
}

/** Throws KithError JOIN_SLOW when the street cannot be built. */
export type BuildSample = (parts: SampleParts) => Promise<SampleStreet>;
