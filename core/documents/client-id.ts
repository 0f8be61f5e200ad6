/**
 * Which Yjs clientIDs a writer may use in a part. They are derived, so an update that names another writer's, another
 * place's or another part's is recognised by itself. [DOC-6] [THREAT-12]
 */
import { utf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, PlaceId } from '../base/ids.ts';
import { sha256 } from '../crypto/hash.ts';

/** Names one document: it has one writer. */
export interface PartId {
  readonly community: CommunityId;
  readonly place: PlaceId;
  readonly device: DeviceId;
  /** 0 .. 2^32 - 1 */
  readonly part: number;
}

/** Bytes of a session's name: random per start of the process, so a restored backup never uses a clientID again. */
export const SESSION_BYTES = 8;

const DOMAIN = utf8('kith/client/1');

/** 0 .. 2^53 - 1. Throws ID_MALFORMED. */
export function clientId(id: PartId, session: Uint8Array): number {
  const part = new Uint8Array(4);
  new DataView(part.buffer).setUint32(0, id.part);
  const hash = sha256(
    DOMAIN,
    bytesOfId(id.community),
    bytesOfId(id.device),
    bytesOfId(id.place),
    part,
    session,
  );
  const view = new DataView(hash.buffer, hash.byteOffset, 8);
  return view.getUint32(0) * 0x200000 + (view.getUint32(4) >>> 11);
}
