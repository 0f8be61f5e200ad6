/** Comes back as a member who lost all devices: by the words, or, without them, by members who vouch. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { showDone } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { WelcomeForm } from '../first-run/welcome.tsx';
import { LinkToShow } from './link-to-show.tsx';
import styles from './trust.module.css';

export function RecoverForm() {
  const api = useApi();
  const isInitialised = usePeerQuery('profile', {}).value?.initialised === true;
  const [name, setName] = useState('');
  const [link, setLink] = useState('');
  const [words, setWords] = useState('');
  const [hasWords, setHasWords] = useState(true);
  const [request, setRequest] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

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
      <TextArea
        label={t('lost.link')}
        hint={t('lost.linkHint')}
        placeholder="kith://join/…"
        value={link}
        onValue={setLink}
        spellCheck={false}
        autoFocus
      />
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
            <LinkToShow link={request} label={t('lost.requestLink')} />
          )}
        </div>
      )}
      {isBusy && <p role="status">{t('lost.waiting')}</p>}
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
