import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { bytesOfEntryId, bytesOfId, isIdOf } from '../../../core/base/id-bytes.ts';
import { WHOLE_COMMUNITY, type DeviceId, type EntryId } from '../../../core/base/ids.ts';

describe('ids as bytes', () => {
  it('[BASE-2] 32 bytes are 52 letters, 20 bytes are 32 letters', () => {
    const long = new Uint8Array(32).fill(7);
    const short = new Uint8Array(20).fill(9);
    expect(toBase32(long)).toHaveLength(52);
    expect(toBase32(short)).toHaveLength(32);
    expect(bytesOfId(toBase32(long) as DeviceId)).toEqual(long);
    expect(bytesOfId(WHOLE_COMMUNITY)).toHaveLength(0);
    expect(isIdOf(32, toBase32(long))).toBe(true);
    expect(isIdOf(20, toBase32(long))).toBe(false);
    expect(isIdOf(20, toBase32(short))).toBe(true);
    for (const text of [7, null, '', 'a', toBase32(long).toUpperCase()]) expect(isIdOf(32, text)).toBe(false);
  });

  it('[BASE-2] throws for what is no id', () => {
    expect(() => bytesOfId('abc' as DeviceId)).toThrow('ID_MALFORMED');
    expect(() => bytesOfId('my' as DeviceId)).toThrow('ID_MALFORMED');
    expect(() => bytesOfEntryId('00' as EntryId)).toThrow('ID_MALFORMED');
    expect(bytesOfEntryId('0f'.repeat(32) as EntryId)).toEqual(new Uint8Array(32).fill(15));
  });
});
