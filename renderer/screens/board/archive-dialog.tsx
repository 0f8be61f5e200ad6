/** The cards that were put away: still there, and back with one press. */
import { ArchiveRestore } from 'lucide-react';
import type { CardView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';

interface ArchiveDialogProps {
  open: boolean;
  onClose: () => void;
  cards: readonly CardView[];
}

export function ArchiveDialog({ open, onClose, cards }: ArchiveDialogProps) {
  const api = useApi();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('archive.title')}
      about={cards.length === 0 ? t('archive.empty') : t('archive.about')}
    >
      <ul className={list['list']} hidden={cards.length === 0}>
        {cards.map((card) => (
          <li key={card.id} className={list['row']}>
            <span className={`${list['main']} ${list['name']}`}>{card.title}</span>
            <Button
              size="small"
              icon={<ArchiveRestore aria-hidden />}
              onClick={() => void attempt(() => api.cardRestore({ card: card.id }))}
            >
              {t('archive.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
