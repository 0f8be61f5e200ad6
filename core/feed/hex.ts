/** Hex by the hundred thousand: Node's own routines, which the browser-safe core/base cannot use. */
const hexSlice = (Buffer.prototype as unknown as { hexSlice(start: number, end: number): string }).hexSlice;

/** bytes[from, to) as hex; the caller has checked the bounds. */
export function hexOf(bytes: Uint8Array, from: number, to: number): string {
  return hexSlice.call(bytes, from, to);
}
