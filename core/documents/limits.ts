/** Bounds of documents. All of them are part of the format: whoever goes beyond them writes void entries. [DOC-4] */
export const LIMITS = {
  /** Bytes of one update. */
  updateBytes: 60 * 1024,
  /** Changes (register sets and log items) of one update. */
  changes: 4096,
  /** UTF-8 bytes of a register's key; at least one. */
  keyBytes: 200,
  /** Arrays and objects inside each other, in one value. */
  nesting: 32,
  /** Items in the log of one part. */
  log: 65_536,
  /** Registers of one part. */
  registers: 65_536,
} as const;

/**
 * Keys that no object and no register has: `__proto__` would change what an object is, `constructor` is what Yjs asks
 * a value for.
 */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor';
}
