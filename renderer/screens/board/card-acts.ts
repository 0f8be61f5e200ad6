/** What is done to a card from more than one place, each with its way back. */
import type { CardView, ColumnView } from '../../../core/api/board-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { attempt, showDone } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';

interface Place {
  column: ColumnView;
  /** Undefined: the end. */
  after?: string | null;
}

export async function moveCard(api: KithApi, card: CardView, from: Place, to: Place): Promise<void> {
  const put = (place: Place): Promise<unknown> =>
    api.cardMove({ card: card.id, column: place.column.id, after: place.after });
  if ((await attempt(() => put(to))) && from.column.id !== to.column.id) {
    showDone(t('card.moved', { title: card.title, column: to.column.title }), () => put(from));
  }
}

export async function archiveCard(api: KithApi, card: CardView): Promise<void> {
  if (await attempt(() => api.cardArchive({ card: card.id }))) {
    showDone(t('card.archived', { title: card.title }), () => api.cardRestore({ card: card.id }));
  }
}
