/**
 * What `npm run make` packs, and how: deb and zip on Linux, dmg and zip on macOS, squirrel and zip on Windows. The
 * application is what scripts/build.mjs has built, with the store's native code beside the archive. What is packed from
 * the runtime that only stands in (scripts/electron-runtime.mjs) is named -dev.
 */
import { MakerDeb, type MakerDebConfigOptions } from '@electron-forge/maker-deb';
import { MakerDMG } from '@electron-forge/maker-dmg';
import { MakerSquirrel } from '@electron-forge/maker-squirrel';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import fs from 'node:fs';
import path from 'node:path';
import { isPacked } from './scripts/native-packages.mjs';

/** A folder with the runtime as an archive; set where Electron's own download does not work. */
const standIn = process.env['KITH_ELECTRON_ZIPS'];
const name = standIn === undefined ? 'kith' : 'kith-dev';
const productName = standIn === undefined ? 'Kith' : 'Kith (dev)';
const description = 'Boards, lists of things to lend, and chat for a community, without a server';
const icons = path.join(import.meta.dirname, 'electron', 'icons');

/** `compression` is known to what packs it, and not to its types. */
const deb: MakerDebConfigOptions & { compression: string } = {
  name,
  bin: name,
  productName,
  genericName: 'Community',
  description,
  maintainer: 'Kith maintainers',
  categories: ['Network', 'Office'],
  section: 'net',
  icon: path.join(icons, 'kith.png'),
  mimeType: ['x-scheme-handler/kith'],
  // What ships is small; what stands in is packed in a fraction of the time.
  compression: standIn === undefined ? 'xz' : 'gzip',
};

const config: ForgeConfig = {
  outDir: 'out/forge',
  packagerConfig: {
    name,
    executableName: name,
    icon: path.join(icons, 'kith'),
    appBundleId: 'org.kith.app',
    appCategoryType: 'public.app-category.social-networking',
    protocols: [{ name: 'Kith', schemes: ['kith'] }],
    // The system asks the person with this sentence.
    extendInfo: { NSCameraUsageDescription: 'To read the code of an invitation.' },
    asar: { unpack: '**/*.node' },
    // `ignore` picks what is packed; nothing is left to prune.
    prune: false,
    ignore: (file) => !isPacked(file),
    ...(standIn !== undefined && { electronZipDir: standIn }),
  },
  // The binaries come with the package, for a stable interface: nothing is compiled.
  rebuildConfig: { onlyModules: [] },
  hooks: {
    packageAfterExtract: async (_config, folder) => {
      // Both licences go along: Kith's, and Electron's, which the stand-in has under another name.
      const own = path.join(folder, 'LICENSE');
      if (fs.existsSync(own)) fs.renameSync(own, path.join(folder, 'LICENSE.electron.txt'));
      fs.copyFileSync(path.join(import.meta.dirname, 'LICENSE'), own);
    },
    packageAfterCopy: async (_config, folder, _version, platform, arch) => {
      keepOwnBinaries(path.join(folder, 'node_modules'), platform, arch);
    },
  },
  makers: [
    new MakerDeb({ options: deb }),
    new MakerZIP({}, ['linux', 'darwin', 'win32']),
    new MakerDMG({ icon: path.join(icons, 'kith.icns') }, ['darwin']),
    new MakerSquirrel({ name: 'kith', setupIcon: path.join(icons, 'kith.ico'), description }, ['win32']),
  ],
  plugins: [
    new FusesPlugin({
      version: FuseVersion.V1,
      // The program is Kith and nothing else: no Node, no debugger, no code from outside its archive.
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    }),
  ],
};

export default config;

/** A package brings its binaries for every system: `prebuilds/linux-x64`, `prebuilds/darwin-x64+arm64`. */
function keepOwnBinaries(modules: string, platform: string, arch: string): void {
  for (const file of fs.readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(path.dirname(file)) !== 'prebuilds') continue;
    const [system, ...archs] = path.basename(file).split(/[-+]/);
    const isOwn = system === platform && archs.includes(arch);
    if (!isOwn) fs.rmSync(path.join(modules, file), { recursive: true });
  }
}
