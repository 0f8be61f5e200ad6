/** Into a community: a new one, or one that somebody invites to. */
import { ArrowLeft, Footprints, Link as LinkIcon, Sprout } from 'lucide-react';
import { useState } from 'react';
import { Button, LinkButton } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { attempt } from '../../components/notices.tsx';
import { usePeerQuery, useApi } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { WaysBack } from '../trust/ways-back.tsx';
import { JoinForm } from './join-form.tsx';
import { JoinProgress } from './join-progress.tsx';
import styles from './start-screen.module.css';
import { Welcome, WelcomeForm } from './welcome.tsx';

interface StartScreenProps {
  name: string;
  step: 'choose' | 'new' | 'join';
  canGoBack: boolean;
}

export function StartScreen({ name, step, canGoBack }: StartScreenProps) {
  const back = (
    <LinkButton
      look="quiet"
      size="small"
      icon={<ArrowLeft className="mirrored" aria-hidden />}
      to={step === 'choose' || canGoBack ? { screen: 'root' } : { screen: 'start', step: 'choose' }}
    >
      {t('action.back')}
    </LinkButton>
  );
  switch (step) {
    case 'choose':
      return (
        <Welcome
          title={t('start.title', { name })}
          about={t('start.about')}
          back={canGoBack ? back : undefined}
        >
          <Joins />
          <div className={styles['choices']}>
            <a className={styles['choice']} href={hrefOf({ screen: 'start', step: 'new' })}>
              <Sprout aria-hidden />
              <span className={styles['label']}>{t('start.new')}</span>
              <span className={styles['about']}>{t('start.newAbout')}</span>
            </a>
            <a className={styles['choice']} href={hrefOf({ screen: 'start', step: 'join' })}>
              <LinkIcon aria-hidden />
              <span className={styles['label']}>{t('start.join')}</span>
              <span className={styles['about']}>{t('start.joinAbout')}</span>
            </a>
          </div>
          <LookAround />
          <WaysBack />
        </Welcome>
      );
    case 'new':
      return (
        <Welcome title={t('new.title')} about={t('new.about')} back={back}>
          <NewCommunity />
        </Welcome>
      );
    case 'join':
      return (
        <Welcome title={t('join.title')} about={t('join.about')} back={back}>
          <Joins />
          <JoinForm />
        </Welcome>
      );
    default:
      return step satisfies never;
  }
}

/** A street with neighbours who live inside Kith: to try everything before anything of one's own is at stake. */
function LookAround() {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);

  async function look(): Promise<void> {
    setBusy(true);
    await attempt(async () => {
      const { community } = await api.sample();
      goTo({ screen: 'home', community });
    });
    setBusy(false);
  }

  return (
    <div className={styles['look']}>
      <Button look="quiet" icon={<Footprints aria-hidden />} disabled={isBusy} onClick={() => void look()}>
        {isBusy ? t('sample.building') : t('sample.look')}
      </Button>
      <span className={styles['about']}>{t('sample.lookAbout')}</span>
    </div>
  );
}

function NewCommunity() {
  const api = useApi();
  const [title, setTitle] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    try {
      const { community } = await api.create({ title });
      goTo({ screen: 'home', community });
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <WelcomeForm
      onSubmit={() => {
        if (!isBusy) void submit();
      }}
    >
      <TextField
        label={t('new.name')}
        placeholder={t('new.placeholder')}
        value={title}
        onValue={(next) => {
          setTitle(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
        autoFocus
      />
      <Button type="submit" look="primary" disabled={isBusy}>
        {t('new.go')}
      </Button>
    </WelcomeForm>
  );
}

/** Attempts that run or have ended, whoever began them: they go on while Kith runs. */
function Joins() {
  const joins = usePeerQuery('joins', {}).value?.joins ?? [];
  return joins.map((join) => <JoinProgress key={join.id} join={join} />);
}
