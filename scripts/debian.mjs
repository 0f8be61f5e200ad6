/**
 * What the tests drive and no npm package contains: a browser, a display without a screen, tools of the network, and
 * what packs the application.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isOnPath, run, ScriptError } from './toolchain.mjs';

/** Program on PATH -> Debian's package. */
const programs = [
  { names: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
  { names: ['ip'], package: 'iproute2' },
  { names: ['nft'], package: 'nftables' },
  { names: ['tcpdump'], package: 'tcpdump' },
  { names: ['unshare'], package: 'util-linux' },
  { names: ['Xvfb'], package: 'xvfb' },
  { names: ['fakeroot'], package: 'fakeroot' },
  { names: ['dpkg-deb'], package: 'dpkg' },
  { names: ['zip'], package: 'zip' },
];

/** Libraries that Electron, or the package of Kith, asks for and Chromium's package does not bring. */
const libraries = [
  { name: 'libgtk-3.so.0', package: 'libgtk-3-0' },
  { name: 'libnotify.so.4', package: 'libnotify4' },
  { name: 'libsecret-1.so.0', package: 'libsecret-1-0' },
];

/** Letters that the reference pictures of the screens were taken with. */
const files = [
  { path: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
  { path: '/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf', package: 'fonts-dejavu-extra' },
];

/** Installs what is missing when that is possible (root on Debian); else says which one line does. */
export async function ensurePrograms() {
  if (process.platform !== 'linux') {
    console.log(
      'Not Linux: the tests that need network namespaces or a browser look for them by themselves.',
    );
    return;
  }
  const missing = missingPackages();
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid() !== 0 || !isOnPath('apt-get')) {
    throw new ScriptError(
      `the tests need ${missing.join(', ')}; on Debian:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  }
  console.log(`Installing ${missing.join(', ')} ...`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Of hundreds of lines only the errors help.
    stdio: ['ignore', 'ignore', 2],
  };
  for (const args of [
    ['-qq', 'update'],
    ['-qq', ...install],
  ]) {
    const code = await run('apt-get', args, options);
    if (code !== 0) throw new ScriptError(`apt-get ${args.join(' ')} failed (exit code ${code})`);
  }
  const still = missingPackages();
  if (still.length > 0) throw new ScriptError(`${still.join(', ')} installed, yet it is not found`);
}

function missingPackages() {
  return [
    ...programs.filter(({ names }) => !names.some(isOnPath)),
    ...libraries.filter(({ name }) => !hasLibrary(name)),
    ...files.filter(({ path }) => !existsSync(path)),
  ].map((missing) => missing.package);
}

function hasLibrary(name) {
  const program = ['/usr/sbin/ldconfig', '/sbin/ldconfig', 'ldconfig'];
  for (const ldconfig of program) {
    try {
      return execFileSync(ldconfig, ['-p'], { encoding: 'utf8' }).includes(name);
    } catch {
      // It lies elsewhere.
    }
  }
  return false;
}
