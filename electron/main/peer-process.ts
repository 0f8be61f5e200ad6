/**
 * The process that runs the peer [THREAT-36]. Owns its life: starts it with the keys, starts it again after a fall, ends
 * it. Guarantees: at most one runs; a page that asks for a port gets one as soon as a peer answers at its other end, so
 * that a page without one can say that nothing answers; keys are only ever in memory here.
 */
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { AlertView } from '../../core/api/alert-methods.ts';
import type { DesktopStatus, RescuedCounts } from '../../core/api/desktop-bridge.ts';
import type { Details } from '../../core/api/frames.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import type { FromPeer, StartPeer, ToPeer } from '../shared/peer-messages.ts';
import { afterFall, noFalls } from './restarts.ts';

interface PeerProcessOptions {
  /** The file that it runs. */
  readonly program: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onStatus: (status: DesktopStatus) => void;
  readonly onAlert: (alert: AlertView) => void;
  /** It could not open the profile; it has ended. */
  readonly onRefused: (code: string, details: Details) => void;
  readonly onRescued: (counts: RescuedCounts) => void;
}

/** Milliseconds that a peer gets to end what is under way. */
const GRACE = 5_000;

export class PeerProcess {
  readonly #o: PeerProcessOptions;
  readonly #files = new Map<string, string>();
  #order: Omit<StartPeer, 't' | 'files'> | undefined;
  #child: UtilityProcess | undefined;
  /** The child has been told to open the profile, and has done so. */
  #isOrdered = false;
  #isReady = false;
  #startedAt = 0;
  #falls = noFalls;
  #cancelRestart: (() => void) | undefined;
  #isStopping = false;
  /** Takes the page's port as soon as there is one. */
  #page: ((port: MessagePortMain) => void) | undefined;

  constructor(options: PeerProcessOptions) {
    this.#o = options;
  }

  /** Lets a process load its code, while it is not known yet what opens the profile. */
  prepare(): void {
    if (!this.#child && !this.#isStopping) this.#fork();
  }

  /** Does nothing when one has been started. */
  start(order: Omit<StartPeer, 't' | 'files'>): void {
    if (this.#isOrdered || this.#isStopping) return;
    this.#order = order;
    this.#cancelRestart?.();
    this.#cancelRestart = undefined;
    this.#o.onStatus({ state: 'starting', isAgain: this.#falls.count > 0 });
    this.prepare();
    this.#isOrdered = true;
    this.#tell({ t: 'start', ...order, files: [...this.#files] });
  }

  /** For a profile that could not be opened: with what `start` was told to open it with. */
  rescue(): void {
    const order = this.#order;
    if (this.#isOrdered || this.#isStopping || !order) return;
    this.#o.onStatus({ state: 'rescuing' });
    this.prepare();
    this.#isOrdered = true;
    const { folder, passphrase, systemKey } = order;
    this.#tell({ t: 'rescue', folder, passphrase, systemKey });
  }

  /** `take` gets the page's end of a port. A page has one: who asks again lets go of what they had. */
  connect(take: (port: MessagePortMain) => void): void {
    if (!this.#child || !this.#isReady) {
      this.#page = take;
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ t: 'serve' } satisfies ToPeer, [port1]);
    take(port2);
  }

  addFile(pass: string, path: string): void {
    this.#files.set(pass, path);
    this.#tell({ t: 'file', pass, path });
  }

  /** Resolves when it has ended, by itself or not. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#cancelRestart?.();
    const child = this.#child;
    if (!child) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#o.clock.after(GRACE, () => child.kill());
      child.once('exit', () => {
        cancel();
        resolve();
      });
      this.#tell({ t: 'stop' });
    });
  }

  #fork(): void {
    const child = utilityProcess.fork(this.#o.program, [], { serviceName: 'Kith', stdio: 'inherit' });
    this.#child = child;
    this.#startedAt = this.#o.clock.now();
    child.on('message', (message: FromPeer) => this.#take(child, message));
    child.once('exit', (code) => this.#ended(child, code));
  }

  #ready(): void {
    this.#isReady = true;
    // From now on the profile exists.
    if (this.#order) this.#order = { ...this.#order, newKeys: undefined };
    this.#o.onStatus({ state: 'running' });
    const page = this.#page;
    this.#page = undefined;
    if (page) this.connect(page);
  }

  #take(child: UtilityProcess, message: FromPeer): void {
    if (child !== this.#child) return;
    switch (message.t) {
      case 'ready':
        this.#ready();
        break;
      case 'refused':
        this.#o.log.warn('peer.refused', { code: message.code });
        this.#letGo();
        child.kill();
        this.#o.onRefused(message.code, message.details);
        break;
      case 'rescued':
        this.#letGo();
        child.kill();
        this.#falls = noFalls;
        this.#o.onRescued({ entries: message.entries, missing: message.missing });
        break;
      case 'alert':
        this.#o.onAlert(message.alert);
        break;
      default:
        message satisfies never;
    }
  }

  #ended(child: UtilityProcess, code: number): void {
    if (child !== this.#child) return;
    this.#letGo();
    // One that was only prepared is prepared anew when it is needed.
    if (this.#isStopping || !this.#order) return;
    const { falls, waitMs } = afterFall(this.#falls, this.#o.clock.now() - this.#startedAt);
    this.#falls = falls;
    this.#o.log.error('peer.fell', { code, count: falls.count });
    if (waitMs === undefined) {
      this.#falls = noFalls;
      this.#o.onRefused('PEER_FALLS', {});
      return;
    }
    this.#o.onStatus({ state: 'starting', isAgain: true });
    this.#cancelRestart = this.#o.clock.after(waitMs, () => {
      this.#cancelRestart = undefined;
      if (this.#order) this.start(this.#order);
    });
  }

  #letGo(): void {
    this.#child = undefined;
    this.#isOrdered = false;
    this.#isReady = false;
  }

  #tell(message: ToPeer): void {
    this.#child?.postMessage(message);
  }
}
