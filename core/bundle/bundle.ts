/** The `.kith` file: what goes out, what may come of reading one. export-bundle.ts and import-bundle.ts do the work. */
import type { CommunityId, KeyId } from '../base/ids.ts';

/** Takes the bytes of the file, piece by piece, in order; what it returns is awaited before the next piece. */
export type BundleSink = (piece: Uint8Array) => void | Promise<void>;

/** The bytes of the file in pieces of any size. A file that is at hand as a whole is `[bytes]`. */
export type BundleSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Authority keys that this profile holds, of one community. */
export interface BundleKeys {
  readonly community: CommunityId;
  readonly keys: readonly { readonly id: KeyId; readonly key: Uint8Array }[];
}

export interface ExportedBundle {
  readonly entries: number;
  readonly bytes: number;
}

export interface BundleSummary {
  readonly community: CommunityId;
  readonly entries: number;
  /** Entries that were not here. In a preview: those that would be new. */
  readonly new: number;
  /** Of those, entries that cannot be used yet: what they build on is neither here nor in the file. */
  readonly held: number;
}

export type BundleCode =
  /** Not a bundle, or written by a version that this one cannot read. */
  | 'BUNDLE_UNREADABLE'
  /** It ends early, or bytes of it have changed. */
  | 'BUNDLE_TORN'
  /** Of a community that this profile is not in. */
  | 'BUNDLE_FOREIGN'
  /** Nothing of it could be used: what it builds on is not here. */
  | 'BUNDLE_BASE_MISSING';
