/** What every keychain must do. */
import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../../core/keychain/keychain.ts';

/** `make` twice gives two handles on one keychain, `makeOther` one that must not open its secrets. */
export function describeKeychain(
  name: string,
  make: () => Promise<Keychain>,
  makeOther: () => Promise<Keychain>,
): void {
  describe(`the keychain: ${name}`, () => {
    it('[PROFILE-8] opens what it sealed, also in another start', async () => {
      const secret = Uint8Array.from({ length: 96 }, (_, n) => n);
      const sealed = await (await make()).wrap(secret);
      expect(await (await make()).unwrap(sealed)).toEqual(secret);
      const none = new Uint8Array();
      const keychain = await make();
      expect(await keychain.unwrap(await keychain.wrap(none))).toEqual(none);
    });

    it('[PROFILE-8] refuses a secret that is too large', async () => {
      await expect((await make()).wrap(new Uint8Array(64 * 1024 + 1))).rejects.toMatchObject({
        code: 'SECRET_TOO_LARGE',
      });
    });

    it('[PROFILE-8] refuses another keychain, damage and rubbish', async () => {
      const keychain = await make();
      const sealed = await keychain.wrap(Uint8Array.of(1, 2, 3));
      await expect((await makeOther()).unwrap(sealed)).rejects.toMatchObject({ code: 'KEYCHAIN_REFUSED' });
      for (const at of [0, sealed.length >> 1, sealed.length - 1]) {
        const damaged = sealed.slice();
        damaged[at]! ^= 1;
        await expect(keychain.unwrap(damaged)).rejects.toMatchObject({ code: 'KEYCHAIN_REFUSED' });
      }
      for (const rubbish of [new Uint8Array(), Uint8Array.of(1), sealed.subarray(0, sealed.length - 1)]) {
        await expect(keychain.unwrap(rubbish)).rejects.toMatchObject({ code: 'KEYCHAIN_REFUSED' });
      }
    });
  });
}
