/** Words for values of the API: roles, ways of being connected, states. */
import type { RoleName } from '../../core/api/community-methods.ts';
import type { ItemView } from '../../core/api/inventory-methods.ts';
import type { LoanState, LoanStep } from '../../core/api/loan-methods.ts';
import type { NeighbourPath } from '../../core/api/profile-methods.ts';
import { t } from './text.ts';

const roles = ['steward', 'member', 'guest', 'mirror'] as const;

export function roleName(role: RoleName): string {
  const known = roles.find((each) => each === role);
  return known ? t(`role.${known}`) : t('role.other');
}

export function pathName(path: NeighbourPath): string {
  return t(`path.${path}`);
}

export function loanStateName(state: LoanState): string {
  return t(`loan.state.${state}`);
}

export function itemStateName(item: ItemView, me: string | undefined): string {
  if (item.state === 'out' && item.holder !== null && item.holder === me) return t('item.outWithYou');
  return item.state === 'out' && item.holderName !== null
    ? t('item.outWith', { name: item.holderName })
    : t(`item.state.${item.state}`);
}

/** The words depend on whose hand the thing leaves. */
export function loanStepName(step: LoanStep, isCustodian: boolean): string {
  switch (step) {
    case 'approve':
    case 'decline':
    case 'cancel':
    case 'ask':
    case 'extend':
    case 'refuse':
    case 'missing':
      return t(`loan.step.${step}`);
    case 'hand-over':
      return isCustodian ? t('loan.step.handedOver') : t('loan.step.received');
    case 'return':
      return isCustodian ? t('loan.step.back') : t('loan.step.returned');
    default:
      return step satisfies never;
  }
}
