/**
 * Does what is to be done at the device that orders decisions about things (core/features/inventory/desk-duty.ts): soon after
 * it is seen, so that what comes together is looked at once. Only that device ever acts, so nobody waits for chance.
 */
import type { Clock } from '../base/clock.ts';
import type { DeviceId, PersonId, PlaceId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import { notBuilt } from '../documents/author.ts';
import { deskDuty } from '../features/inventory/desk-duty.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { localDay } from './local-day.ts';

/** Milliseconds. */
const SOON = 500;
/** Edits about one list in a row; what is left comes with the next change. */
const MOST = 100;

export class DeskKeeper {
  readonly #host: HostedCommunity;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #queue = new SerialQueue();
  readonly #due = new Set<PlaceId>();
  #cancel: (() => void) | undefined;
  #isStopped = false;

  constructor(host: HostedCommunity, clock: Clock, log: Log) {
    this.#host = host;
    this.#clock = clock;
    this.#log = log;
  }

  /** From now on by itself: all lists at first, then each that changes. */
  watch(): void {
    this.#host.community.onChange.on(({ contents }) => {
      for (const { address } of contents) this.#plan(address.place);
    });
    this.#host.views
      .places('inventory')
      .then((places) => {
        for (const { id } of places) this.#plan(id);
      })
      .catch(() => {
        // The first change of a list tries again.
        this.#log.warn('the lists of things could not be looked at');
      });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#queue.run(() => Promise.resolve());
  }

  #plan(place: PlaceId): void {
    if (this.#isStopped) return;
    this.#due.add(place);
    this.#cancel ??= this.#clock.after(SOON, () => {
      this.#cancel = undefined;
      this.#queue
        .run(() => this.#act())
        .catch(() => {
          this.#log.warn('decisions about things could not be written');
        });
    });
  }

  async #act(): Promise<void> {
    const host = this.#host;
    const { placeById } = await host.views.directory();
    const due = [...this.#due].filter((place) => placeById.get(place)?.type === 'inventory');
    this.#due.clear();
    for (const place of due) {
      for (let i = 0; i < MOST && !this.#isStopped; i++) if (!(await this.#actIn(place))) break;
    }
  }

  async #actIn(place: PlaceId): Promise<boolean> {
    const host = this.#host;
    if (!host.isIn || host.community.isCopied) return false;
    const { members, devices } = host.community.authority();
    const copied = host.community.forkedDevices();
    const isGone = (device: DeviceId): boolean =>
      devices.get(device)?.state !== 'current' || copied.has(device);
    const context = {
      isGone,
      today: localDay(this.#clock.now()),
      roleOf: (person: PersonId) => {
        const member = members.get(person);
        return member?.state === 'in' ? member.role : undefined;
      },
    };
    if (!deskDuty(host.author(place), await host.views.inventory(place), context)) return false;
    // Once more in the queue of writes: what was written meanwhile may have done it.
    await host.edit(
      place,
      'exact',
      async (author) =>
        deskDuty(author, await host.views.inventory(place), context) ?? notBuilt('CHANGE_EMPTY'),
    );
    return true;
  }
}
