/**
 * A number that two people compare in person: equal on both devices exactly when both mean the same two persons, with
 * the same root keys. [IDENTITY-20]
 */
import { concat, utf8 } from '../base/bytes.ts';
import { fromBase32 } from '../base/base32.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, PersonId } from '../base/ids.ts';
import { hkdf } from '../crypto/kdf.ts';

export interface SafetySide {
  readonly person: PersonId;
  /** The root key that is in force, 32 bytes in base32. */
  readonly root: string;
}

const DOMAIN = utf8('kith/safety/1');
const GROUPS = 12;

/** Twelve groups of five digits. */
export function safetyNumber(community: CommunityId, one: SafetySide, other: SafetySide): string {
  const [first, second] = one.person < other.person ? [one, other] : [other, one];
  const sides = [first, second].flatMap(({ person, root }) => [bytesOfId(person), fromBase32(root)!]);
  const bytes = hkdf(concat(...sides), bytesOfId(community), DOMAIN, GROUPS * 5);
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 5) {
    // 40 bits over 100,000: no digit is noticeably likelier than another.
    const value = bytes.subarray(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    groups.push(String(value % 100_000).padStart(5, '0'));
  }
  return groups.join(' ');
}
