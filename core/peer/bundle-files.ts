/** Bundles to and from files that a person names. */
import type { BundleReport } from '../api/profile-methods.ts';
import { KithError } from '../base/kith-error.ts';
import { exportBundle } from '../bundle/export-bundle.ts';
import { importBundle, previewBundle } from '../bundle/import-bundle.ts';
import type { Random } from '../base/clock.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerFiles } from './peer-files.ts';

export interface BundleContext {
  readonly files: PeerFiles;
  readonly random: Random;
  readonly communities: () => readonly HostedCommunity[];
}

export interface BundleFiles {
  readonly exportBundle: (host: HostedCommunity, file: string) => Promise<{ entries: number; bytes: number }>;
  /** Throws KithError with the code of the refusal; then nothing has changed. */
  readonly importBundle: (file: string, isPreview: boolean) => Promise<BundleReport>;
}

export function bundleFiles({ files, random, communities }: BundleContext): BundleFiles {
  return {
    exportBundle: async (host, file) => {
      let exported = { entries: 0, bytes: 0 };
      await files.write(file, async (piece) => {
        exported = await exportBundle(host.community, piece, random);
      });
      return exported;
    },
    importBundle: async (file, isPreview) => {
      const hosts = communities();
      const replicas = hosts.map(({ community }) => community);
      const read = isPreview ? previewBundle : importBundle;
      const summary = await read(files.read(file), replicas);
      if (!summary.ok) throw new KithError(summary.code);
      const { community, entries, new: fresh, held } = summary.value;
      const title = hosts.find(({ id }) => id === community)?.community.authority().title ?? '';
      return { community, title, entries, new: fresh, held };
    },
  };
}
