/**
 * Port: wraps secrets for the disk. Adapters: a passphrase (scrypt), a file of mode 0600 after consent
 * (`--insecure-keys`), the operating system's keychain (Electron), and a twin in memory.
 */
export type KeychainKind = 'passphrase' | 'insecure' | 'system' | 'memory';

/** Bytes of the largest secret. */
export const MAX_SECRET = 64 * 1024;

export interface Keychain {
  readonly kind: KeychainKind;
  /** Seals a secret of at most MAX_SECRET bytes. Throws KithError SECRET_TOO_LARGE. */
  wrap(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws KithError KEYCHAIN_REFUSED (wrong passphrase, changed keychain, damaged bytes). */
  unwrap(sealed: Uint8Array): Promise<Uint8Array>;
}
