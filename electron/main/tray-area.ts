/**
 * Does this desktop show tray icons? macOS and Windows do. On Linux only where something answers to the name under which
 * desktops take them; nobody there, or nobody to ask, is no: a window that is hidden must be found again.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const QUESTION = [
  '--session',
  '--print-reply',
  '--reply-timeout=1000',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
];

export async function hasTrayArea(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    const { stdout } = await promisify(execFile)('dbus-send', QUESTION, { timeout: 2_000 });
    return /\bboolean true\b/.test(stdout);
  } catch {
    return false;
  }
}
