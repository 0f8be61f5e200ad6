/** Plain JSON: what people's values are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * True for values that JSON carries without a change: finite numbers, plain objects and arrays without holes, nested
 * at most `maxDepth` deep, and no key `__proto__`, which some readers would take for something else.
 */
export function isPlainJson(value: unknown, maxDepth = 32): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || maxDepth <= 0) return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlainJson(value[i], maxDepth - 1)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key !== 'string' || key === '__proto__') return false;
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    if (!property.enumerable || !isPlainJson(property.value, maxDepth - 1)) return false;
  }
  return true;
}
