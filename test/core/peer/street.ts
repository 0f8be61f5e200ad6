/** The street that most tests of peers begin with: Ana founded it, Ben and Cem are members, and everybody has everything. */
import { Household, type Resident } from './household.ts';

interface Street {
  readonly house: Household;
  readonly community: string;
  readonly ana: Resident;
  readonly ben: Resident;
  readonly cem: Resident;
  /** Of a member, by name, as Ana knows. */
  readonly idOf: (name: string) => Promise<string>;
}

export async function street(): Promise<Street> {
  const house = new Household();
  const [ana, ben, cem] = [
    await house.resident('Ana'),
    await house.resident('Ben'),
    await house.resident('Cem'),
  ];
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { link } = await house.drive(ana.api.invite({ community, uses: 5 }));
  await house.drive(ben.api.join({ link }));
  await house.drive(cem.api.join({ link }));
  const idOf = async (name: string): Promise<string> =>
    (await ana.api.members({ community })).members.find((member) => member.name === name)!.id;
  await house.clock.advance(5_000);
  return { house, community, ana, ben, cem, idOf };
}

/** The same with a channel for all. */
export async function talkingStreet(): Promise<Street & { readonly channel: string }> {
  const made = await street();
  const { house, community, ana } = made;
  const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
  await house.clock.advance(5_000);
  return { ...made, channel };
}

export async function texts({ api }: Resident, channel: string): Promise<string[]> {
  return (await api.messages({ channel })).messages.map(({ text }) => text);
}
