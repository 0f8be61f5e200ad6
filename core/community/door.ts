/**
 * Who asks to come in by an invitation that wants a steward's yes, as this device has heard it. Owns the waiting and the
 * refused ones, in memory alone: whoever still wants in asks again. Bounded, as an invitation may be in many hands.
 */
import { Emitter } from '../base/emitter.ts';
import type { DeviceId } from '../base/ids.ts';
import type { JoinRequest } from '../identity/join-request.ts';

export interface Knock {
  readonly request: JoinRequest;
  /** Milliseconds since 1970, by this device's clock: the first time that it asked. */
  readonly since: number;
}

/** More people than a steward would look at. */
const MOST = 100;

export class Door {
  readonly onChange = new Emitter<void>();
  readonly #waiting = new Map<DeviceId, Knock>();
  readonly #refused = new Set<DeviceId>();

  get knocks(): readonly Knock[] {
    return [...this.#waiting.values()];
  }

  find(device: DeviceId): Knock | undefined {
    return this.#waiting.get(device);
  }

  isRefused(device: DeviceId): boolean {
    return this.#refused.has(device);
  }

  /** Those that come when too many wait are not noted, and ask again. */
  knock(request: JoinRequest, now: number): void {
    const { device } = request.certificate;
    if (this.#waiting.has(device) || this.#waiting.size >= MOST) return;
    this.#waiting.set(device, { request, since: now });
    this.onChange.emit();
  }

  /** It is let in, or cannot be any more. */
  forget(device: DeviceId): void {
    if (this.#waiting.delete(device)) this.onChange.emit();
  }

  refuse(device: DeviceId): void {
    if (this.#refused.size >= MOST) {
      const [oldest] = this.#refused;
      this.#refused.delete(oldest!);
    }
    this.#refused.add(device);
    this.forget(device);
  }
}
