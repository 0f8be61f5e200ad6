/**
 * The authority entries of a community, opened, in memory, and the fold over them. Authority is small next to content
 * and everything waits for it, so all of it is read at start.
 */
import type { CommunityId, DeviceId, EntryId } from '../base/ids.ts';
import type { Action } from '../authority/actions.ts';
import type { Authority, AuthorityEntry } from '../authority/authority.ts';
import { LiveFold } from '../authority/live-fold.ts';
import type { ChainedEntry } from '../feed/entry.ts';

export class AuthorityLog {
  readonly community: CommunityId;
  readonly #fold: LiveFold;
  /** Devices that some held action certifies, effective or not: what an admissible entry's author must be. */
  readonly #named = new Set<DeviceId>();
  /** Every root that a held action carries, in force or not. */
  readonly #roots = new Set<string>();
  readonly #keyTags = new Map<EntryId, string>();
  readonly #onFolded: (authority: Authority) => void;

  /** `onFolded`: who follows the order of the key chains. */
  constructor(community: CommunityId, onFolded: (authority: Authority) => void) {
    this.community = community;
    this.#fold = new LiveFold(community);
    this.#onFolded = onFolded;
  }

  add(entry: ChainedEntry, device: DeviceId, depth: number, time: number, action: Action): void {
    const refs: EntryId[] = entry.prev === null ? [] : [entry.prev];
    for (const head of entry.header.heads) refs.push(head);
    this.#fold.add({ id: entry.id, device, seq: entry.header.seq, depth, refs, time, action });
    this.#keyTags.set(entry.id, entry.header.key);
    const named = namedBy(action);
    if (named) this.#named.add(named);
    const root = rootIn(action);
    if (root !== undefined) this.#roots.add(root);
  }

  /** In the order in which they came. */
  entries(): readonly AuthorityEntry[] {
    return this.#fold.entries;
  }

  names(device: DeviceId): boolean {
    return this.#named.has(device);
  }

  /** Of the key that sealed an entry that is here; empty for any other. */
  keyTagOf(entry: EntryId): string {
    return this.#keyTags.get(entry) ?? '';
  }

  /** Is that the key of a named device, or of some person's root? Never less than before. */
  mayCertify(key: string): boolean {
    return this.#named.has(key as DeviceId) || this.#roots.has(key);
  }

  /** Folded once per change, when somebody asks. */
  authority(): Authority {
    const isBehind = this.#fold.isBehind;
    const authority = this.#fold.authority();
    if (isBehind) this.#onFolded(authority);
    return authority;
  }
}

function rootIn(action: Action): string | undefined {
  if (action.type === 'genesis' || action.type === 'admit') return action.certificate.root;
  return action.type === 'reroot' ? action.root : undefined;
}

function namedBy(action: Action): DeviceId | undefined {
  return 'certificate' in action ? action.certificate.device : undefined;
}
