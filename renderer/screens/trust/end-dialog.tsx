/**
 * Removing a member, dropping a device, leaving: first what it would do, in words, then the act. Where one person may not
 * decide it, it is proposed instead. Guarantees: nothing happens before the preview has been shown.
 */
import { useState } from 'react';
import type { EndPreview } from '../../../core/api/trust-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { showDone } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './trust.module.css';

export type Ending =
  | { readonly kind: 'remove'; readonly member: string; readonly name: string }
  | { readonly kind: 'drop'; readonly device: string; readonly label: string; readonly name: string }
  | { readonly kind: 'leave'; readonly community: string; readonly title: string };

export function EndDialog({ ending, onClose }: { ending: Ending | undefined; onClose: () => void }) {
  if (!ending) return null;
  return (
    <Dialog open onClose={onClose} title={titleOf(ending)}>
      <EndForm ending={ending} onClose={onClose} />
    </Dialog>
  );
}

function EndForm({ ending, onClose }: { ending: Ending; onClose: () => void }) {
  const api = useApi();
  const { value: preview, error } = usePeerQuery('endPreview', targetOf(ending));
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  if (error !== undefined) return <Failure error={error} />;
  if (!preview) return <Skeleton rows={3} />;
  const isProposal = preview.outcome === 'proposed';
  const isPossible = isProposal || preview.outcome === 'done';

  async function act(): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    try {
      if (ending.kind === 'leave') {
        await api.leave({ community: ending.community });
        showDone(t('end.left', { title: ending.title }));
      } else {
        const decision =
          ending.kind === 'remove'
            ? await api.memberRemove({ member: ending.member, note, propose: isProposal })
            : await api.deviceDrop({ device: ending.device, propose: isProposal });
        const done = t(ending.kind === 'remove' ? 'end.removed' : 'end.dropped', { name: ending.name });
        showDone(decision.state === 'proposed' ? t('member.proposed') : done);
      }
      onClose();
    } catch (problem) {
      setRefusal(problem);
      setBusy(false);
    }
  }

  return (
    <div className={styles['stack']}>
      {wordsOf(ending, preview).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{t(ending.kind === 'leave' ? 'end.leaveFinal' : 'end.final')}</p>
      {isProposal && <p className={styles['warn']}>{t('member.needsVote')}</p>}
      {!isPossible && <p className={styles['warn']}>{sentenceFor(preview.outcome)}</p>}
      {ending.kind === 'remove' && isPossible && (
        <TextField label={t('end.note')} value={note} onValue={setNote} maxLength={500} autoComplete="off" />
      )}
      {refusal !== undefined && <Failure error={refusal} />}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        {isPossible && (
          <Button look="danger" disabled={isBusy} onClick={() => void act()}>
            {t(isProposal ? 'end.propose' : `end.${ending.kind}`)}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}

/** What it keeps and what it leaves open. */
function wordsOf(ending: Ending, { name, kept, until, items, borrowed, devices }: EndPreview): string[] {
  return [
    kept === 0 || until === null
      ? t('end.keptNone', { name })
      : t('end.kept', { count: kept, name, until: dateAndTime(until) }),
    ...(items > 0 ? [t('end.items', { count: items, name })] : []),
    ...(borrowed > 0 ? [t('end.borrowed', { count: borrowed, name })] : []),
    ...(ending.kind === 'drop' ? [] : [t('end.devices', { count: devices })]),
  ];
}

function targetOf(ending: Ending): { member: string } | { device: string } | { community: string } {
  switch (ending.kind) {
    case 'remove':
      return { member: ending.member };
    case 'drop':
      return { device: ending.device };
    case 'leave':
      return { community: ending.community };
    default:
      return ending satisfies never;
  }
}

function titleOf(ending: Ending): string {
  switch (ending.kind) {
    case 'remove':
      return t('end.removeTitle', { name: ending.name });
    case 'drop':
      return t('end.dropTitle', { name: ending.name, label: ending.label });
    case 'leave':
      return t('end.leaveTitle', { title: ending.title });
    default:
      return ending satisfies never;
  }
}
