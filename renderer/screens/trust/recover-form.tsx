/** Comes back as a member who lost all devices: by the words, or, without them, by members who vouch. */
import { useEffect, useState } from 'react';
import type { InvitePreview } from '../../../core/api/community-methods.ts';
import { Button } from '../../components/button.tsx';
import { LinkArea, TextArea, TextField } from '../../components/field.tsx';
import { showDone } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { linkKindOf, openLink } from '../../desktop/opened-link.ts';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { WelcomeForm } from '../first-run/welcome.tsx';
import { LinkToShow } from './link-to-show.tsx';
import { ScanWays } from './scan-ways.tsx';
import styles from './trust.module.css';

/** `opened`: a return link that was opened outside of Kith, or pasted where an invitation belongs. */
export function RecoverForm({ opened }: { opened: string }) {
  const api = useApi();
  const isInitialised = usePeerQuery('profile', {}).value?.initialised === true;
  const [name, setName] = useState('');
  const [link, setLink] = useState(opened);
  const [words, setWords] = useState('');
  const [hasWords, setHasWords] = useState(true);
  const [request, setRequest] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const preview = usePreview(link);

  function take(text: string): void {
    const kind = linkKindOf(text);
    if (kind === 'device' || kind === 'vouch') openLink(kind, text);
    else setLink(text);
  }

  async function run(act: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      // The community knows the person by the name of before; this one is for the device.
      if (!isInitialised) await api.init({ name });
      await act();
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  }

  const comeBack = (): Promise<void> =>
    run(async () => {
      const { community, dropped } = await api.recover({ link, ...(hasWords && { words }) });
      showDone(t(dropped > 0 ? 'lost.dropped' : 'lost.back'));
      goTo({ screen: 'home', community });
    });

  return (
    <WelcomeForm
      onSubmit={() => {
        if (!isBusy) void comeBack();
      }}
    >
      {!isInitialised && (
        <TextField label={t('first.name')} value={name} onValue={setName} autoComplete="name" />
      )}
      <div className={styles['link']}>
        <LinkArea
          label={t('lost.link')}
          hint={
            preview?.isReturn
              ? t('lost.to', { title: preview.title, from: preview.from })
              : t('lost.linkHint')
          }
          placeholder="kith://join/…"
          value={link}
          onValue={take}
          error={preview && !preview.isReturn ? sentenceFor('RETURN_UNREADABLE') : undefined}
          autoFocus={opened === ''}
        />
      </div>
      {link === '' && <ScanWays onText={take} />}
      {hasWords ? (
        <TextArea
          label={t('lost.words')}
          hint={t('lost.wordsHint')}
          value={words}
          onValue={setWords}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          rows={4}
          autoFocus={opened !== ''}
        />
      ) : (
        <div className={`${styles['stack']} ${styles['box']}`}>
          <p>{t('lost.withoutAbout')}</p>
          {request === undefined ? (
            <Button
              disabled={isBusy || link.trim() === ''}
              onClick={() => void run(async () => setRequest((await api.vouchRequest({ link })).link))}
            >
              {t('lost.request')}
            </Button>
          ) : (
            <LinkToShow link={request} label={t('lost.requestLink')} file="vouch.kith.txt" />
          )}
        </div>
      )}
      {isBusy && (
        <p role="status" className={styles['soft']}>
          {t('lost.waiting')}
        </p>
      )}
      {error !== undefined && <Failure error={error} />}
      <Button
        type="submit"
        look="primary"
        disabled={isBusy || link.trim() === '' || (hasWords && words.trim() === '')}
      >
        {t(hasWords ? 'lost.go' : 'lost.again')}
      </Button>
      <Button look="quiet" size="small" disabled={isBusy} onClick={() => setHasWords(!hasWords)}>
        {t(hasWords ? 'lost.without' : 'lost.with')}
      </Button>
    </WelcomeForm>
  );
}

/** What the link says: nobody is asked. */
function usePreview(link: string): InvitePreview | undefined {
  const api = useApi();
  const [read, setRead] = useState<{ link: string; preview: InvitePreview }>();
  useEffect(() => {
    if (link.trim() === '') return;
    api.invitePreview({ link }).then(
      (preview) => setRead({ link, preview }),
      // Half a link is no error while somebody types; the act says what is wrong.
      () => undefined,
    );
  }, [api, link]);
  return read?.link === link ? read.preview : undefined;
}
