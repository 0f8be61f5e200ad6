/** The operating system's keychain, through Electron. Usable when the app is ready. */
import { safeStorage } from 'electron';
import type { Vault } from './profile-keys.ts';

/** On Linux, what Electron falls back to without a keyring: it hides the secret from nobody. */
const UNSAFE: readonly string[] = ['basic_text', 'unknown'];

export const systemVault: Vault = {
  isSafe: () =>
    (process.platform !== 'linux' || !UNSAFE.includes(safeStorage.getSelectedStorageBackend())) &&
    safeStorage.isEncryptionAvailable(),
  seal: (text) => new Uint8Array(safeStorage.encryptString(text)),
  open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
};
