/** How a thing stands, in a word. */
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { itemStateName } from '../../text/names.ts';
import { t } from '../../text/text.ts';

/** `me`: own person; undefined while unknown. */
export function ItemState({ item, me }: { item: ItemView; me: string | undefined }) {
  // What is out of order is not there for anybody, whoever keeps it.
  if (item.state === 'available' && item.condition !== 'usable')
    return <Badge tone="warn">{t(`item.condition.${item.condition}`)}</Badge>;
  return <Badge tone={item.state === 'available' ? 'good' : 'warn'}>{itemStateName(item, me)}</Badge>;
}
