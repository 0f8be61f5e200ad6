import { describe, expect, it } from 'vitest';
import { Household } from './household.ts';

describe('recovery words', () => {
  it('[IDENTITY-12] [IDENTITY-13] are the same until they are confirmed, and then not on this device any more', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    expect(await ana.api.recovery()).toEqual({ state: 'unconfirmed' });
    const { words } = await house.drive(ana.api.recoveryWords());
    expect(words).toHaveLength(24);
    await house.drive(ana.api.create({ title: 'Elm Street' }));
    expect(await house.drive(ana.api.recoveryWords())).toEqual({ words });

    const wrong = [
      [words.slice(1).join(' '), 'WORDS_COUNT'],
      [['zzz', ...words.slice(1)].join(' '), 'WORD_UNKNOWN'],
      [`${'abandon '.repeat(23)}art`, 'WORDS_OTHER'],
    ] as const;
    for (const [text, code] of wrong)
      await expect(house.drive(ana.api.recoveryConfirm({ words: text }))).rejects.toMatchObject({ code });
    expect(await ana.api.recovery()).toEqual({ state: 'unconfirmed' });

    const typed = words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n');
    expect(await house.drive(ana.api.recoveryConfirm({ words: typed }))).toEqual({ state: 'confirmed' });
    await expect(house.drive(ana.api.recoveryWords())).rejects.toMatchObject({ code: 'WORDS_GONE' });
    // What comes later works as before.
    await house.drive(ana.api.create({ title: 'Oak Street' }));
    const again = await house.restart(ana);
    expect(await again.api.recovery()).toEqual({ state: 'confirmed' });
    expect((await again.api.communities()).communities).toHaveLength(2);
    const { community } = await house.drive(again.api.create({ title: 'Ash Street' }));
    expect(await house.drive(again.api.verify({ community }))).toMatchObject({ faults: [] });
  });

  it('[IDENTITY-13] bring back the roots of all communities, and what is left on the device brings back none', async () => {
    const { newRootChain, takeRoot, withoutFirst, encodeRootChain, decodeRootChain } =
      await import('../../../core/identity/root-chain.ts');
    const { seededRandom } = await import('../community/neighbours.ts');
    let chain = newRootChain(seededRandom('roots'));
    const { first } = chain;
    const roots: string[] = [];
    for (let n = 0; n < 5; n++) {
      const taken = takeRoot(chain);
      roots.push(Buffer.from(taken.root.publicKey).toString('hex'));
      chain = taken.chain;
    }
    expect(new Set(roots).size).toBe(5);
    const kept = decodeRootChain(encodeRootChain(withoutFirst(chain)))!;
    expect(kept).toEqual({ first: null, next: chain.next, taken: 5 });
    let fromWords = { first, next: first!, taken: 0 };
    let fromDevice = kept;
    for (const root of roots) {
      const a = takeRoot(fromWords);
      const b = takeRoot(fromDevice);
      expect(Buffer.from(a.root.publicKey).toString('hex')).toBe(root);
      expect(roots).not.toContain(Buffer.from(b.root.publicKey).toString('hex'));
      [fromWords, fromDevice] = [a.chain, b.chain];
    }
    expect(fromWords.next).toEqual(kept.next);
  });
});
