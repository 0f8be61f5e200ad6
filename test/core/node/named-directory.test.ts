import { describe, expect, it } from 'vitest';
import { defaultDirectory, namedDirectory } from '../../../core/node/profile-directory.ts';

describe('[PROFILE-1] the profile of another person on the same account', () => {
  it('lies beside the standard one, whatever the case of its name', () => {
    expect(namedDirectory('Ben')).toBe(`${defaultDirectory()}-ben`);
  });

  it('has no name that leads elsewhere', () => {
    for (const name of ['', '.', '..', '../ben', 'a/b', 'a\\b', '-a', 'a-', 'a b', 'é', 'a'.repeat(33)]) {
      expect(() => namedDirectory(name), name).toThrow('PROFILE_NAME');
    }
  });
});
