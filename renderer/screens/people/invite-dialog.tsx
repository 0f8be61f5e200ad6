/** Makes an invitation and shows it: to copy, or to hold before a camera. */
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { downloadText } from '../../components/download.ts';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { roleName } from '../../text/names.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './invite-dialog.module.css';

const DAY = 86_400_000;
/** Nobody comes as a steward: that is given to somebody who is there. */
const roles = ['member', 'guest'] as const;

interface InviteDialogProps {
  community: string;
  title: string;
  open: boolean;
  onClose: () => void;
}

export function InviteDialog({ community, title, open, onClose }: InviteDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('invite.title', { title })} about={t('invite.about')} wide>
      <InviteForm community={community} onClose={onClose} />
    </Dialog>
  );
}

function InviteForm({ community, onClose }: { community: string; onClose: () => void }) {
  const api = useApi();
  const [uses, setUses] = useState('1');
  const [days, setDays] = useState('7');
  const [role, setRole] = useState<(typeof roles)[number]>('member');
  const [approval, setApproval] = useState(false);
  const [made, setMade] = useState<{ link: string; words: readonly string[]; expires: number | null }>();
  const [error, setError] = useState<unknown>();

  async function make(): Promise<void> {
    try {
      setMade(
        await api.invite({
          community,
          role,
          approval,
          uses: uses === 'any' ? null : Number(uses),
          expiresMs: days === 'never' ? null : Number(days) * DAY,
        }),
      );
    } catch (refusal) {
      setError(refusal);
    }
  }

  if (made) return <Invitation {...made} approval={approval} onClose={onClose} />;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <SelectField
        label={t('invite.uses')}
        value={uses}
        onValue={setUses}
        options={['1', '5', '20', 'any'].map((value) => ({
          value,
          label: value === 'any' ? t('invite.usesAny') : t('invite.usesSome', { count: Number(value) }),
        }))}
      />
      <SelectField
        label={t('invite.expires')}
        value={days}
        onValue={setDays}
        options={['1', '7', '30', 'never'].map((value) => ({
          value,
          label: value === 'never' ? t('invite.never') : t('invite.days', { count: Number(value) }),
        }))}
      />
      <SelectField
        label={t('invite.role')}
        value={role}
        onValue={(value) => setRole(roles.find((each) => each === value) ?? 'member')}
        options={roles.map((value) => ({
          value,
          label: t('role.withAbout', { role: roleName(value), about: t(`role.${value}About`) }),
        }))}
        error={error === undefined ? undefined : sentenceOf(error)}
      />
      <SwitchRow
        label={t('invite.approval')}
        about={t('invite.approvalAbout')}
        checked={approval}
        onChecked={setApproval}
      />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary">
          {t('invite.make')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Invitation({
  link,
  words,
  expires,
  approval,
  onClose,
}: {
  link: string;
  words: readonly string[];
  expires: number | null;
  approval: boolean;
  onClose: () => void;
}) {
  const [isCopied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  }

  return (
    <div className={styles['made']}>
      <div className={styles['ways']}>
        <div className={styles['link']}>
          <TextArea
            label={t('invite.link')}
            hint={
              expires === null
                ? t(approval ? 'invite.warnApproval' : 'invite.warn')
                : `${t(approval ? 'invite.warnApproval' : 'invite.warn')} ${t('invite.until', { when: dateAndTime(expires) })}`
            }
            value={link}
            onValue={() => {}}
            readOnly
            rows={3}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
          <div className={styles['take']}>
            <Button
              look="primary"
              icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
              onClick={() => void copy().catch(() => setCopied(false))}
            >
              <span aria-live="polite">{isCopied ? t('invite.copied') : t('invite.copy')}</span>
            </Button>
            <Button
              look="quiet"
              icon={<Download aria-hidden />}
              onClick={() => {
                downloadText('invitation.kith.txt', `${link}\n`);
              }}
            >
              {t('invite.file')}
            </Button>
          </div>
          <section className={styles['aloud']} aria-label={t('invite.words')}>
            <p className={styles['aloudAbout']}>{t('invite.wordsAbout')}</p>
            <p className={styles['spoken']} lang="en" dir="ltr" translate="no">
              {words.join(' ')}
            </p>
          </section>
        </div>
        <QrCode text={link} label={t('invite.qr')} />
      </div>
      <DialogActions>
        <Button look="plain" onClick={onClose}>
          {t('action.done')}
        </Button>
      </DialogActions>
    </div>
  );
}
