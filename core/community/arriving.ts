/**
 * History still arrives: what neighbours have shown of its end meanwhile (provisional.ts), and since when. Lives in
 * memory alone, and ends when everything is here. [GATE-17]
 */
import { may } from '../authority/roles.ts';
import type { PlaceId, SpaceId } from '../base/ids.ts';
import type { Verdict } from '../base/result.ts';
import type { PartView } from '../documents/part-view.ts';
import type { CommunityState } from './community-state.ts';
import type { LiveState } from './live-state.ts';
import { Provisional, type ProvisionalView } from './provisional.ts';
import type { Tail } from './tails.ts';

export class Arriving {
  readonly #live: LiveState;
  readonly #provisional = new Provisional();
  #isCatchingUp = false;
  #since: number | undefined;

  constructor(live: LiveState) {
    this.#live = live;
  }

  /** What is shown may have gaps before its end. */
  get isCatchingUp(): boolean {
    return this.#isCatchingUp;
  }

  /** Own content entries after this seq were written while newer ones of others were shown; undefined: none are. */
  get since(): number | undefined {
    return this.#since;
  }

  setCatchingUp(isCatchingUp: boolean): void {
    if (isCatchingUp === this.#isCatchingUp) return;
    this.#isCatchingUp = isCatchingUp;
    if (!isCatchingUp) {
      this.#provisional.clear();
      this.#since = undefined;
    }
    this.#tell();
  }

  /** Shows them. A refusal is the sender's fault. */
  take(tails: readonly Tail[]): Verdict<null> {
    const { state, options } = this.#live;
    const taken = this.#provisional.take(tails, viewOf(options.id, state));
    if (!taken.ok) return taken;
    this.#since ??= state.feeds.find('content', state.device)?.written?.seq ?? -1;
    this.#tell();
    return taken;
  }

  /** What a place is going to hold beyond what is here, for reading only. */
  parts(space: SpaceId, place: PlaceId): PartView[] {
    return this.#provisional.parts(viewOf(this.#live.options.id, this.#live.state), space, place);
  }

  #tell(): void {
    this.#live.onChange.emit({ contents: [], authority: false, receipts: true });
  }
}

function viewOf(id: ProvisionalView['id'], state: CommunityState): ProvisionalView {
  const { feeds, erasures, keys, log, proofs } = state;
  const authority = log.authority();
  return {
    id,
    names: (device) => log.names(device),
    isForked: (device) => proofs.has(feeds.find('content', device)?.number ?? -1),
    openedTo: (device) => feeds.find('content', device)?.opened ?? -1,
    isErased: (device, seq) => {
      const feed = feeds.find('content', device);
      return feed !== undefined && erasures.covers(feed, seq);
    },
    key: (tag) => keys.find(tag),
    writer: (device) => {
      const known = authority.devices.get(device);
      const member = known?.state === 'current' ? authority.members.get(known.person) : undefined;
      const mayWrite = member?.state === 'in' && may(member.role, 'comment');
      return mayWrite ? { person: member.id, role: member.role } : undefined;
    },
  };
}
