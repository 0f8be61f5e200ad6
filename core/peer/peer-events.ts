/**
 * What a peer tells by itself, beside the views: changes for scripts, and what its person should hear of. Owns who
 * listens, and the reminders; nothing is worked out for nobody.
 */
import type { AlertView } from '../api/alert-methods.ts';
import type { ChangeEvent } from '../api/profile-methods.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CommunityId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { CommunityChange } from '../community/community.ts';
import { alertsOf } from './alerts.ts';
import { changeEvents } from './change-events.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { Reminders } from './reminders.ts';

interface PeerEventsParts {
  readonly clock: Clock;
  readonly log: Log;
  hosts(): Iterable<HostedCommunity>;
  /** Its contents are still coming: nothing of it is news. */
  isArriving(community: CommunityId): boolean;
}

export class PeerEvents {
  readonly #p: PeerEventsParts;
  readonly #changes = new Emitter<ChangeEvent>();
  readonly #alerts = new Emitter<AlertView>();
  readonly #reminders: Reminders;

  constructor(parts: PeerEventsParts) {
    this.#p = parts;
    this.#reminders = new Reminders({
      clock: parts.clock,
      log: parts.log,
      communities: () => [...parts.hosts()].filter(({ isSample }) => !isSample),
      isHeard: () => this.#alerts.size > 0,
      tell: (alert) => this.#alerts.emit(alert),
    });
  }

  onAlert(listener: (alert: AlertView) => void): () => void {
    const end = this.#alerts.on(listener);
    this.#reminders.look();
    return end;
  }

  /** Of one community, or of all. */
  onEvent(community: string | undefined, listener: (event: ChangeEvent) => void): () => void {
    return this.#changes.on((change) => {
      if (community === undefined || change.community === community) listener(change);
    });
  }

  tell(host: HostedCommunity, change: CommunityChange): void {
    if (this.#alerts.size > 0 && !this.#p.isArriving(host.community.id)) {
      this.#alert(host, change);
      if (change.contents.length > 0) this.#reminders.look();
    }
    if (this.#changes.size === 0) return;
    changeEvents(host, change)
      .then((events) => {
        for (const event of events) this.#changes.emit(event);
      })
      .catch(() => {
        this.#p.log.error('change events failed');
      });
  }

  async stop(): Promise<void> {
    await this.#reminders.stop();
  }

  #alert(host: HostedCommunity, change: CommunityChange): void {
    alertsOf(host, change, this.#p.clock.now())
      .then((alerts) => {
        for (const alert of alerts) this.#alerts.emit(alert);
      })
      .catch(() => {
        this.#p.log.error('alerts failed');
      });
  }
}
