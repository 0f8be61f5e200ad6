/** A device that has been admitted and holds its welcome, and no entry yet. */
import { inviteBody } from '../../../core/authority/action-bodies.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import type { InviteId } from '../../../core/base/ids.ts';
import { joinedCommunity } from '../../../core/community/found-community.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import { createCertificate } from '../../../core/identity/certificate.ts';
import { createJoinRequest } from '../../../core/identity/join-request.ts';
import { newDeviceKeys } from '../../../core/identity/keys.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { optionsFor, seededRandom, type Neighbour } from '../community/neighbours.ts';

export async function admitted(name: string, host: Neighbour): Promise<Neighbour> {
  const inviteKey = signingKeyFromSeed(seededRandom(`${name}/invite`).bytes(32));
  const invite = toBase32(inviteKey.publicKey) as InviteId;
  await host.community.act(inviteBody({ invite, role: 'member', uses: 1, expires: null, approval: false }));
  const store = new MemoryDisk().open();
  const options = optionsFor(name, store);
  const keys = newDeviceKeys(options.random);
  const certificate = createCertificate(host.community.id, keys, name);
  const reply = await host.community.admit(createJoinRequest(certificate, keys.device, inviteKey).bytes);
  if (!reply.ok) throw new Error(reply.code);
  const community = await joinedCommunity({ ...options, id: host.community.id }, keys, reply.value.welcome);
  return { name, store, options, community };
}
