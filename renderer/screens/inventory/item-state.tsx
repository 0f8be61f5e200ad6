/** How a thing stands, in a word. */
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { itemStateName } from '../../text/names.ts';

/** `me`: own person; undefined while unknown. */
export function ItemState({ item, me }: { item: ItemView; me: string | undefined }) {
  return <Badge tone={item.state === 'available' ? 'good' : 'warn'}>{itemStateName(item, me)}</Badge>;
}
