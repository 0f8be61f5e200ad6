/**
 * Tells the person at this device what is due, each thing once: also after a restart, and not again after an extension, as
 * what is to be told is derived anew each time. What was told is noted on the disk first: rather not told than told twice.
 * [REMIND-2]
 */
import type { AlertView } from '../api/alert-methods.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { Clock } from '../base/clock.ts';
import type { PlaceId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import { remindersFor, type Reminder } from '../features/inventory/reminders.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { localDay } from './local-day.ts';

/** Milliseconds between two looks: nothing is due to the minute. */
const PAUSE = 15 * 60_000;

/** Local row: ids of what was told and still stands. */
const TOLD = 'reminded';

export interface RemindersParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly communities: () => readonly HostedCommunity[];
  /** Is anybody there to be told? */
  readonly isHeard: () => boolean;
  readonly tell: (alert: AlertView) => void;
}

export class Reminders {
  readonly #p: RemindersParts;
  readonly #queue = new SerialQueue();
  #cancel: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: RemindersParts) {
    this.#p = parts;
  }

  /** Looks now, and again from time to time while somebody listens. */
  look(): void {
    if (this.#isStopped || !this.#p.isHeard()) return;
    this.#cancel?.();
    this.#cancel = this.#p.clock.after(PAUSE, () => this.look());
    this.#queue
      .run(() => this.#tellAll())
      .catch(() => {
        this.#p.log.warn('reminders failed');
      });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#queue.run(() => Promise.resolve());
  }

  async #tellAll(): Promise<void> {
    for (const host of this.#p.communities()) if (host.isIn) await this.#tell(host);
  }

  async #tell(host: HostedCommunity): Promise<void> {
    const told = new Set(toldIn(host));
    const due: { place: PlaceId; title: string; item: string; reminder: Reminder }[] = [];
    const today = localDay(this.#p.clock.now());
    for (const { id, title } of await host.views.places('inventory')) {
      const inventory = await host.views.inventory(id);
      for (const reminder of remindersFor(host.me().person, inventory, today)) {
        due.push({ place: id, title, item: inventory.itemById.get(reminder.item)?.title ?? '', reminder });
      }
    }
    const fresh = due.filter(({ reminder }) => !told.has(reminder.id));
    const ids = due.map(({ reminder }) => reminder.id);
    if (fresh.length === 0 && ids.length === told.size) return;
    await host.community.setLocal(TOLD, encodeCbor(ids));
    for (const { place, title, item, reminder } of fresh) {
      const name = host.nameOf(reminder.about);
      this.#p.tell({
        id: reminder.id,
        kind: 'loan',
        community: host.id,
        communityTitle: host.community.authority().title,
        place,
        placeTitle: title,
        object: reminder.item,
        name,
        text: '',
        code: reminder.code,
        details: { item, name, day: reminder.day },
        time: this.#p.clock.now(),
      });
    }
  }
}

function toldIn(host: HostedCommunity): string[] {
  const row = host.community.getLocal(TOLD);
  return ((row && decodeCbor(row)) as string[] | undefined) ?? [];
}
