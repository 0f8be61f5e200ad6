import { describe, expect, it } from 'vitest';
import { Emitter } from '../../../core/base/emitter.ts';

describe('Emitter', () => {
  it('tells everybody who listens, also when one of them throws', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.on(() => {
      throw new Error('broken listener');
    });
    const stop = emitter.on((event) => heard.push(`first ${event}`));
    emitter.on((event) => {
      heard.push(`second ${event}`);
      stop();
    });
    expect(() => emitter.emit(1)).toThrow('broken listener');
    expect(() => emitter.emit(2)).toThrow('broken listener');
    expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
    expect(emitter.size).toBe(2);
  });
});
