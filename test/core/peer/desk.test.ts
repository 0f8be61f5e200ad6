import { describe, expect, it } from 'vitest';
import type { AlertView } from '../../../core/api/alert-methods.ts';
import { localDay } from '../../../core/peer/local-day.ts';
import { Household, type Resident } from './household.ts';

const DAY = 24 * 60 * 60_000;

async function street(): Promise<{
  house: Household;
  ana: Resident;
  ben: Resident;
  item: string;
  list: string;
}> {
  const house = new Household();
  const ana = await house.resident('ana');
  const ben = await house.resident('ben');
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { inventory: list } = await house.drive(ana.api.inventoryAdd({ community, title: 'Tools' }));
  const { item } = await house.drive(ana.api.itemAdd({ inventory: list, title: 'Drill' }));
  const { link } = await house.drive(ana.api.invite({ community }));
  await house.drive(ben.api.join({ link }));
  return { house, ana, ben, item, list };
}

async function inStep(house: Household, ...residents: Resident[]): Promise<void> {
  for (const { api } of residents) await house.drive(api.sync({ waitMs: 60_000 }));
  await house.clock.advance(3_000);
}

function day(house: Household, ahead: number): string {
  return localDay(house.clock.now() + ahead * DAY);
}

describe('the device that decides about things', () => {
  it('[RULE-3] gives out by itself what lies within the rules, first come first served, and nothing beyond them', async () => {
    const { house, ana, ben, item, list } = await street();
    await house.drive(ana.api.rulesSet({ inventory: list, selfService: true, longest: 3 }));
    await inStep(house, ana, ben);
    const ask = (from: number, to: number) =>
      house.drive(ben.api.loanRequest({ item, from: day(house, from), to: day(house, to) }));
    const { loan } = await ask(1, 2);
    const { loan: second } = await ask(2, 3);
    await expect(ask(4, 9)).rejects.toMatchObject({ code: 'RULE_LONGEST' });
    await inStep(house, ana, ben);
    await inStep(house, ana, ben);
    const { loans } = await house.drive(ben.api.item({ item }));
    expect(loans.map(({ id, state }) => [id, state])).toEqual([
      [loan, 'approved'],
      [second, 'requested'],
    ]);
    expect(loans[1]).toMatchObject({ waiting: 0, nextFree: { from: day(house, 3), to: day(house, 4) } });
  });

  it('[LOAN-8] makes firm by itself what the person has decided at another device', async () => {
    const { house, ana, ben, item } = await street();
    const { link } = await house.drive(ana.api.deviceLink({ label: 'phone' }));
    const phone = await house.resident('phone');
    await house.drive(phone.api.deviceJoin({ link }));
    await inStep(house, ana, ben, phone);
    const { loan } = await house.drive(ben.api.loanRequest({ item }));
    await inStep(house, ana, ben, phone);
    await house.drive(phone.api.loanApprove({ loan }));
    await inStep(house, ana, ben, phone);
    await inStep(house, ana, ben, phone);
    const { loans } = await house.drive(ben.api.item({ item }));
    expect(loans[0]).toMatchObject({ state: 'approved', provisional: false });
  });

  it('[INV-6] is followed by a further device of the person once it was dropped, which keeps what it promised', async () => {
    const { house, ana, ben, item } = await street();
    const { link } = await house.drive(ana.api.deviceLink({ label: 'phone' }));
    const phone = await house.resident('phone');
    await house.drive(phone.api.deviceJoin({ link }));
    await inStep(house, ana, ben, phone);
    const { loan } = await house.drive(ben.api.loanRequest({ item, from: day(house, 1), to: day(house, 2) }));
    await inStep(house, ana, ben, phone);
    await house.drive(ana.api.loanApprove({ loan }));
    await inStep(house, ana, ben, phone);
    const { community } = await phone.api.item({ item });
    const { members } = await phone.api.members({ community });
    const desk = members.find(({ self }) => self)!.devices.find((one) => !one.self)!;
    await house.drive(phone.api.deviceDrop({ device: desk.id }));
    await inStep(house, ben, phone);
    await inStep(house, ben, phone);
    // What was promised stands, and what is asked for now is answered from the phone, for good.
    const { loan: next } = await house.drive(
      ben.api.loanRequest({ item, from: day(house, 3), to: day(house, 4) }),
    );
    await inStep(house, ben, phone);
    await house.drive(phone.api.loanApprove({ loan: next }));
    await inStep(house, ben, phone);
    const { loans } = await house.drive(ben.api.item({ item }));
    expect(loans.map(({ id, state, provisional }) => [id, state, provisional])).toEqual([
      [loan, 'approved', false],
      [next, 'approved', false],
    ]);
  });

  it('[REMIND-1] [REMIND-2] reminds of a return once, not again after a restart, and anew for the new day after an extension', async () => {
    const { house, ana, ben, item } = await street();
    const { loan } = await house.drive(ben.api.loanRequest({ item, from: day(house, 0), to: day(house, 2) }));
    await inStep(house, ana, ben);
    await house.drive(ana.api.loanHandOver({ loan }).catch(() => ana.api.loanApprove({ loan })));
    await house.drive(ana.api.loanHandOver({ loan }));
    await inStep(house, ana, ben);
    await house.drive(ben.api.loanHandOver({ loan }));
    await inStep(house, ana, ben);
    const told: string[] = [];
    const hear = ({ code }: AlertView): void => {
      if (code?.startsWith('LOAN_')) told.push(code);
    };
    ben.api.subscribe('alerts', {}, hear);
    // Days pass without a network, as nothing of it is asked for.
    await house.drive(ben.api.setNetwork({ network: 'offline' }));
    await house.drive(ana.api.setNetwork({ network: 'offline' }));
    await house.clock.advance(1_000);
    expect(told).toEqual([]);
    await house.clock.advance(DAY);
    expect(told).toEqual(['LOAN_DUE_TOMORROW']);
    await house.clock.advance(60 * 60_000);
    const again = await house.restart(ben);
    again.api.subscribe('alerts', {}, hear);
    await house.clock.advance(60 * 60_000);
    expect(told).toEqual(['LOAN_DUE_TOMORROW']);
    for (const { api } of [ana, again]) await house.drive(api.setNetwork({ network: 'lan' }));
    await house.drive(ana.api.loanExtend({ loan, to: day(house, 4) }));
    await inStep(house, ana, again);
    for (const { api } of [ana, again]) await house.drive(api.setNetwork({ network: 'offline' }));
    await house.clock.advance(DAY);
    expect(told).toEqual(['LOAN_DUE_TOMORROW', 'LOAN_EXTENDED']);
    await house.clock.advance(2 * DAY);
    expect(told.slice(2)).toEqual(['LOAN_DUE_TOMORROW']);
    await house.clock.advance(2 * DAY);
    expect(told.slice(3)).toEqual(['LOAN_DUE_TODAY', 'LOAN_LATE']);
  });
});
