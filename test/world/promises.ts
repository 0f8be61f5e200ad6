/** What devices have promised, kept apart from them: what was shown as saved stays, and no seq is used twice. */
import type { DeviceId, EntryId } from '../../core/base/ids.ts';
import type { Community } from '../../core/community/community.ts';
import type { FeedKind } from '../../core/feed/entry.ts';

const KINDS: readonly FeedKind[] = ['authority', 'content'];

export class Promises {
  /** The entry that was seen at a place of a feed, by anybody. */
  readonly #seen = new Map<string, EntryId>();
  /** How far a device's own feeds had come when it last said "saved". */
  readonly #saved = new Map<string, number>();
  /** Devices of which there are two: what one has saved is not the other's. */
  readonly #twins = new Set<DeviceId>();

  noteTwins(device: DeviceId): void {
    this.#twins.add(device);
  }

  /** A call that writes has been answered: what the device has written until now is saved. */
  noteSaved(community: Community): void {
    for (const kind of KINDS) {
      const tip = community.tip(kind, community.device);
      if (tip) this.#saved.set(`${kind}/${tip.device}`, tip.seq);
    }
    this.look(community);
  }

  /** [THREAT-26]: throws when somebody holds another entry at a place that was filled before. */
  look(community: Community, except?: DeviceId): void {
    for (const { kind, device, seq, id } of community.frontier()) {
      if (device === except || this.#twins.has(device)) continue;
      const place = `${kind}/${device}/${seq}`;
      const other = this.#seen.get(place);
      if (other !== undefined && other !== id) throw new Error(`seq used twice: ${place}`);
      this.#seen.set(place, id);
    }
  }

  /** After a crash: throws when something that was shown as saved is not there. */
  checkSaved(community: Community): void {
    for (const kind of this.#twins.has(community.device) ? [] : KINDS) {
      const saved = this.#saved.get(`${kind}/${community.device}`) ?? -1;
      const held = community.tip(kind, community.device)?.seq ?? -1;
      if (held < saved) throw new Error(`lost what was saved: ${kind} ${saved}, there is ${held}`);
    }
    this.look(community);
  }
}
