/**
 * Who types where, in one community: what neighbours say of themselves on their own sessions, and what is said of the
 * person here. Nothing of it is stored, handed on or believed of anybody but the device at the other end. [SYNC-25]
 * [SYNC-26] [THREAT-38]
 */
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { DeviceId, ObjectId } from '../base/ids.ts';
import {
  HEARD_TYPING_BURST,
  HEARD_TYPING_RATE,
  OWN_TYPING_BURST,
  OWN_TYPING_RATE,
  TYPING_HEARD,
  TYPING_REPEAT,
} from './limits.ts';
import { RateBucket } from './rate-bucket.ts';

/** A session as this sees it. */
export interface PresencePartner {
  /** Proven by the handshake. */
  readonly device: DeviceId;
  /** The device at the other end may have everything, and both sides have spoken of what they hold. */
  readonly mayTrade: boolean;
  sendTyping(place: ObjectId | null): void;
  fault(code: string, weight: number): void;
}

export interface Typist {
  readonly device: DeviceId;
  readonly place: ObjectId;
}

interface Partner {
  readonly heard: RateBucket;
  readonly own: RateBucket;
  place: ObjectId | null;
  cancel: (() => void) | undefined;
  /** What it was told last, and when. */
  told: ObjectId | null;
  toldAt: number;
}

export class Presence {
  /** `typists` has changed. */
  readonly onChange = new Emitter<void>();
  readonly #clock: Clock;
  readonly #partners = new Map<PresencePartner, Partner>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** One for each session at the most: a device types in one place. */
  typists(): Typist[] {
    return [...this.#partners].flatMap(([{ device, mayTrade }, { place }]) =>
      place !== null && mayTrade ? [{ device, place }] : [],
    );
  }

  open(partner: PresencePartner): void {
    this.#partners.set(partner, {
      heard: new RateBucket(this.#clock, HEARD_TYPING_BURST, HEARD_TYPING_RATE),
      own: new RateBucket(this.#clock, OWN_TYPING_BURST, OWN_TYPING_RATE),
      place: null,
      cancel: undefined,
      told: null,
      toldAt: 0,
    });
  }

  close(partner: PresencePartner): void {
    const known = this.#partners.get(partner);
    this.#partners.delete(partner);
    known?.cancel?.();
    if (known && known.place !== null) this.onChange.emit();
  }

  stop(): void {
    for (const partner of this.#partners.keys()) this.close(partner);
  }

  receive(partner: PresencePartner, place: ObjectId | null): void {
    const known = this.#partners.get(partner);
    if (!known) return;
    if (!known.heard.take()) {
      partner.fault('PRESENCE_FLOOD', 10);
      return;
    }
    known.cancel?.();
    known.cancel = place === null ? undefined : this.#clock.after(TYPING_HEARD, () => this.#set(known, null));
    this.#set(known, place);
  }

  /** Tells those who may know; null: no more. Called as often as somebody likes, it says little. */
  say(place: ObjectId | null, mayKnow: (device: DeviceId) => boolean): void {
    const now = this.#clock.now();
    for (const [partner, known] of this.#partners) {
      const told = place !== null && mayKnow(partner.device) ? place : null;
      const isNews = told !== known.told || (told !== null && now - known.toldAt >= TYPING_REPEAT);
      if (!isNews || !partner.mayTrade || !known.own.take()) continue;
      known.told = told;
      known.toldAt = now;
      partner.sendTyping(told);
    }
  }

  #set(known: Partner, place: ObjectId | null): void {
    if (known.place === place) return;
    known.place = place;
    this.onChange.emit();
  }
}
