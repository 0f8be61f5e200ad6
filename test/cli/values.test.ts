import { describe, expect, it } from 'vitest';
import { codeOf } from '../../core/base/kith-error.ts';
import { readCount, readDuration, readLifetime, readNumber, readPort } from '../../cli/values.ts';

function refusal(read: () => unknown): string {
  try {
    return `read as ${String(read())}`;
  } catch (error) {
    return codeOf(error);
  }
}

describe('[CLI-6] values', () => {
  it('reads durations and lifetimes', () => {
    expect(['30s', '15m', '12h', '7d', '2w'].map((text) => readDuration(text, '--wait'))).toEqual([
      30_000, 900_000, 43_200_000, 604_800_000, 1_209_600_000,
    ]);
    expect(readLifetime('never', '--expires')).toBeNull();
    expect(readLifetime('7d', '--expires')).toBe(604_800_000);
    for (const text of ['', '7', 'd', '7 d', '-7d', '1.5h', '7days', 'soon', '99999999s'])
      expect(refusal(() => readLifetime(text, '--expires'))).toBe('USAGE');
  });

  it('reads counts, numbers and ports', () => {
    expect(readCount('3', '--uses')).toBe(3);
    expect(readCount('unlimited', '--uses')).toBeNull();
    expect(readNumber('-2', '--last')).toBe(-2);
    expect(readPort('65535', '--page-port')).toBe(65_535);
    for (const text of ['', 'many', '1.5', '1e3', ' 1', '9999999999'])
      expect([refusal(() => readCount(text, '--uses')), refusal(() => readNumber(text, '--last'))]).toEqual([
        'USAGE',
        'USAGE',
      ]);
    for (const text of ['65536', 'http', '-1', ''])
      expect(refusal(() => readPort(text, '--page-port'))).toBe('USAGE');
  });
});
