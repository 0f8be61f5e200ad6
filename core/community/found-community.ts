/** How a community comes to be on this device: founded here, joined, or opened again from the disk. */
import { genesisBody } from '../authority/action-bodies.ts';
import type { HandedKey } from '../authority/key-ring.ts';
import { WHOLE_COMMUNITY } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { createCertificate } from '../identity/certificate.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { communityId } from '../identity/community-id.ts';
import { deviceIdOf, newDeviceKeys, type DeviceKeys } from '../identity/keys.ts';
import { Community, type CommunityOptions } from './community.ts';
import { Layout } from './layout.ts';
import { unwrapSecrets, wrapSecrets } from './secrets.ts';
import { openWelcome } from './welcome.ts';

/** `title` and `name` have passed `checkTitle` and `checkName`. Durable when it resolves. */
export async function foundCommunity(
  options: Omit<CommunityOptions, 'id'>,
  founder: { readonly title: string; readonly name: string; readonly root?: SigningKey },
): Promise<Community> {
  const { random } = options;
  const keys = newDeviceKeys(random, founder.root);
  const salt = random.bytes(16);
  const id = communityId(deviceIdOf(keys), salt);
  const authorityKey = random.bytes(32);
  const contentKey = random.bytes(32);
  const chainKeys: HandedKey[] = [
    { chain: 'authority', key: authorityKey },
    { chain: WHOLE_COMMUNITY, key: contentKey },
  ];
  const certificate = createCertificate(id, keys, founder.name);
  const community = await begin({ ...options, id }, keys, chainKeys);
  await community.act(
    genesisBody({ community: id, salt, title: founder.title, certificate, authorityKey, contentKey, random }),
  );
  return community;
}

/**
 * After a member has admitted this device: `welcome` holds the keys, sealed to it. The records come by the exchange.
 * Throws KithError WELCOME_UNREADABLE.
 */
export async function joinedCommunity(
  options: CommunityOptions,
  keys: DeviceKeys,
  welcome: Uint8Array,
): Promise<Community> {
  const chainKeys = openWelcome(options.id, keys.box, welcome);
  if (!chainKeys) throw new KithError('WELCOME_UNREADABLE');
  return begin(options, keys, chainKeys);
}

/** A further device of a member, whose certificate the community has already: the records come by the exchange. */
export function linkedCommunity(
  options: CommunityOptions,
  keys: DeviceKeys,
  authorityKey: Uint8Array,
): Promise<Community> {
  return begin(options, keys, [{ chain: 'authority', key: authorityKey }]);
}

/** Undefined when the rows of a founding or joining that was cut short are all there is. */
export async function openCommunity(options: CommunityOptions): Promise<Community | undefined> {
  const row = options.store.get(new Layout(options.number).meta('secrets'));
  if (!row) return undefined;
  return Community.open(options, await unwrapSecrets(options.keychain, row));
}

async function begin(
  options: CommunityOptions,
  keys: DeviceKeys,
  chainKeys: readonly HandedKey[],
): Promise<Community> {
  const secrets = { keys, chainKeys };
  const value = await wrapSecrets(options.keychain, secrets);
  const key = new Layout(options.number).meta('secrets');
  await options.store.write([{ type: 'put', key, value }], { sync: true });
  return Community.open(options, secrets);
}
