/** Hex by the hundred thousand: Node's own routine, which the browser-safe core/base cannot use. */
type HexSlice = (this: Uint8Array, from: number, to: number) => string;

/** On a plain byte array, without making a Buffer of it first. */
const hexSlice = Object.getOwnPropertyDescriptor(Buffer.prototype, 'hexSlice')!.value as HexSlice;

/** bytes[from, to) as hex; the caller has checked the bounds. */
export function hexOf(bytes: Uint8Array, from: number, to: number): string {
  return hexSlice.call(bytes, from, to);
}
