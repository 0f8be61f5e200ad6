/** An invitation is read first, without asking anybody: who invites to what. Joining is a step of its own. */
import { Camera as CameraIcon, FileUp } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { InviteFound } from '../../../core/api/community-methods.ts';
import { Button } from '../../components/button.tsx';
import { LinkArea } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { showProblem, showSentence } from '../../components/notices.tsx';
import { linkKindOf, openLink, useOpenedLink } from '../../desktop/opened-link.ts';
import { useApi } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { roleName } from '../../text/names.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { Camera } from './camera.tsx';
import styles from './join-form.module.css';
import { readSquareCode } from './square-code.ts';
import { WelcomeForm } from './welcome.tsx';

/** Milliseconds for which somebody who knows the words is looked for. */
const LOOKING = 30_000;
/** Bytes: more is no invitation and no picture of one. */
const LARGEST_FILE = 32_000_000;

export function JoinForm() {
  const { number, link } = useOpenedLink('join');
  return <LinkForm key={number} opened={link} />;
}

/** `opened`: a link that was opened outside of Kith; it is read at once, and nothing more. */
function LinkForm({ opened }: { opened: string }) {
  const api = useApi();
  const [link, setLink] = useState(opened);
  const [preview, setPreview] = useState<InviteFound>();
  const [error, setError] = useState<unknown>();

  const [isLooking, setLooking] = useState(false);
  const [isFilming, setFilming] = useState(false);

  const read = useCallback(
    async (invitation: string): Promise<void> => {
      // What belongs into another form goes there.
      const kind = linkKindOf(invitation);
      if (kind !== undefined && kind !== 'join') {
        openLink(kind, invitation);
        return;
      }
      setLink(invitation);
      setFilming(false);
      setLooking(true);
      try {
        const found = await api.joinLook({ link: invitation, waitMs: LOOKING });
        if (found.isReturn) openLink('return', invitation);
        else setPreview(found);
      } catch (refusal) {
        setError(refusal);
      }
      setLooking(false);
    },
    [api],
  );
  const onCode = useCallback((text: string) => void read(text), [read]);

  async function open(file: File): Promise<void> {
    if (file.size > LARGEST_FILE) {
      showSentence(t('join.noInvitation'));
      return;
    }
    if (!file.type.startsWith('image/')) {
      await read(await file.text());
      return;
    }
    const code = await createImageBitmap(file).then(readSquareCode, () => undefined);
    if (code === undefined) showSentence(t('join.noCode'));
    else await read(code);
  }

  useEffect(() => {
    if (opened === '') return;
    api.joinLook({ link: opened, waitMs: LOOKING }).then((found) => {
      if (found.isReturn) openLink('return', opened);
      else setPreview(found);
    }, setError);
  }, [api, opened]);

  function join(found: InviteFound): void {
    setPreview(undefined);
    setLink('');
    // It goes on by itself; how far it is stands among the attempts.
    api.join({ link: found.link, community: found.community }).then(
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
            <Button look="primary" onClick={() => join(preview)}>
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
  if (isFilming) return <Camera onCode={onCode} onClose={() => setFilming(false)} />;
  return (
    <WelcomeForm
      onSubmit={() => {
        if (!isLooking) void read(link);
      }}
    >
      <LinkArea
        label={t('join.link')}
        hint={t('join.linkHint')}
        placeholder="kith://join/…"
        value={link}
        onValue={(next) => {
          setLink(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        onDrop={(event) => {
          const file = event.dataTransfer.files[0];
          if (!file) return;
          event.preventDefault();
          void open(file);
        }}
        autoFocus
      />
      <Button type="submit" look="primary" disabled={link.trim() === '' || isLooking}>
        {t('join.read')}
      </Button>
      <p role="status" className={styles['more']}>
        {isLooking && t('join.looksFor')}
      </p>
      <div className={styles['ways']}>
        <FileButton
          look="quiet"
          size="small"
          icon={<FileUp aria-hidden />}
          accept=".kith,.txt,text/plain,image/*"
          onFile={(file) => void open(file)}
        >
          {t('join.file')}
        </FileButton>
        <Button look="quiet" size="small" icon={<CameraIcon aria-hidden />} onClick={() => setFilming(true)}>
          {t('join.camera')}
        </Button>
      </div>
    </WelcomeForm>
  );
}
