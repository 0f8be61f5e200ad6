/** The number that two people compare in person, and this device's mark that they did. Local: nobody else learns of it. */
import type { Member } from '../authority/authority.ts';
import type { SafetyView } from '../api/trust-methods.ts';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { safetyNumber } from '../identity/safety-number.ts';
import type { HostedCommunity } from './hosted-community.ts';

/** A number that has changed since it was compared is not confirmed. */
export function safetyOf(host: HostedCommunity, { id, root }: Member): SafetyView {
  const number = numberOf(host, { id, root });
  const marked = markOf(host, id);
  return { number, state: marked === '' ? 'unconfirmed' : marked === number ? 'confirmed' : 'changed' };
}

/** The same for a list of people: a number is computed only where there is a mark. */
export function safetyStateOf(host: HostedCommunity, member: Member): SafetyView['state'] {
  return markOf(host, member.id) === '' ? 'unconfirmed' : safetyOf(host, member).state;
}

export async function markSafety(host: HostedCommunity, member: Member, confirmed: boolean): Promise<void> {
  await host.community.setLocal(rowOf(member.id), utf8(confirmed ? numberOf(host, member) : ''));
}

function numberOf(host: HostedCommunity, { id, root }: Pick<Member, 'id' | 'root'>): string {
  const self = host.community.authority().members.get(host.reader().person)!;
  return safetyNumber(host.community.id, { person: self.id, root: self.root }, { person: id, root });
}

function markOf({ community }: HostedCommunity, member: string): string {
  const row = community.getLocal(rowOf(member));
  return (row && fromUtf8(row)) ?? '';
}

function rowOf(member: string): string {
  return `safety/${member}`;
}
