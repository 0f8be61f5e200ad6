/** An invitation is read first, without asking anybody: who invites to what. Joining is a step of its own. */
import { useEffect, useState } from 'react';
import type { InvitePreview } from '../../../core/api/community-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { showProblem } from '../../components/notices.tsx';
import { useOpenedInvitation } from '../../desktop/opened-invitation.ts';
import { useApi } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { roleName } from '../../text/names.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './join-form.module.css';
import { WelcomeForm } from './welcome.tsx';

export function JoinForm() {
  const { number, link } = useOpenedInvitation();
  return <LinkForm key={number} opened={link} />;
}

/** `opened`: a link that was opened outside of Kith; it is read at once, and nothing more. */
function LinkForm({ opened }: { opened: string }) {
  const api = useApi();
  const [link, setLink] = useState(opened);
  const [preview, setPreview] = useState<InvitePreview>();
  const [error, setError] = useState<unknown>();

  async function read(): Promise<void> {
    try {
      setPreview(await api.invitePreview({ link }));
    } catch (refusal) {
      setError(refusal);
    }
  }

  useEffect(() => {
    if (opened !== '') api.invitePreview({ link: opened }).then(setPreview, setError);
  }, [api, opened]);

  function join(): void {
    setPreview(undefined);
    setLink('');
    // It goes on by itself; how far it is stands among the attempts.
    api.join({ link }).then(
      ({ community }) => {
        if (location.hash.startsWith('#/start')) goTo({ screen: 'home', community });
      },
      (refusal: unknown) => {
        showProblem(refusal);
      },
    );
  }

  if (preview) {
    return (
      <div className={styles['preview']}>
        <p className={styles['from']}>{t('join.from', { from: preview.from })}</p>
        <p className={styles['community']}>{preview.title}</p>
        <p className={styles['more']}>
          {t('join.role', { role: roleName(preview.role) })}{' '}
          {preview.expires !== null && t('join.expires', { when: dateAndTime(preview.expires) })}
        </p>
        <div className={styles['actions']}>
          {preview.joined ? (
            <Button look="primary" onClick={() => goTo({ screen: 'home', community: preview.community })}>
              {t('join.open')}
            </Button>
          ) : (
            <Button look="primary" onClick={join}>
              {t('join.go')}
            </Button>
          )}
          <Button look="quiet" onClick={() => setPreview(undefined)}>
            {t('action.cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <WelcomeForm
      onSubmit={() => {
        void read();
      }}
    >
      <TextArea
        label={t('join.link')}
        hint={t('join.linkHint')}
        placeholder="kith://join/…"
        value={link}
        onValue={(next) => {
          setLink(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        spellCheck={false}
        autoFocus
      />
      <Button type="submit" look="primary" disabled={link.trim() === ''}>
        {t('join.read')}
      </Button>
    </WelcomeForm>
  );
}
