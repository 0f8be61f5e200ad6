/** Bundles to and from files that a person names. */
import type { BundleReport } from '../api/profile-methods.ts';
import { KithError } from '../base/kith-error.ts';
import { exportBundle } from '../bundle/export-bundle.ts';
import { importBundle, previewBundle } from '../bundle/import-bundle.ts';
import type { Random } from '../base/clock.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerFiles } from './peer.ts';

export interface BundleContext {
  readonly files: PeerFiles;
  readonly random: Random;
  communities(): readonly HostedCommunity[];
}
