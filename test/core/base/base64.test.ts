import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../core/base/base64.ts';

describe('base64', () => {
  it('[ATT-9] is what Node makes of the same bytes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
  });

  it('[ATT-9] has one text for one byte string', () => {
    for (const wrong of ['a', 'ab', 'abc', 'ab=c', 'a===', 'YR==', 'YWF=', 'Y!==', 'YQ==YQ==', '=', '===='])
      expect(fromBase64(wrong), wrong).toBeUndefined();
    expect(fromBase64('')).toEqual(new Uint8Array(0));
  });
});
