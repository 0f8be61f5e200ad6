/** The frame of the screens before there is a community: one column, one thing at a time. */
import { CloudOff, HardDrive, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Mark } from '../../components/mark.tsx';
import { Drawing } from '../../components/drawing.tsx';
import { t } from '../../text/text.ts';
import styles from './welcome.module.css';

const promises = [
  { name: 'first.promiseHere', icon: <HardDrive aria-hidden /> },
  { name: 'first.promiseOffline', icon: <CloudOff aria-hidden /> },
  { name: 'first.promiseFree', icon: <KeyRound aria-hidden /> },
] as const;

interface WelcomeProps {
  title: string;
  about: string;
  /** A way back, above the title. */
  back?: ReactNode;
  children: ReactNode;
}

export function Welcome({ title, about, back, children }: WelcomeProps) {
  useEffect(() => {
    document.title = t('window.title', { title });
  }, [title]);
  return (
    <main className={styles['welcome']}>
      <div className={styles['column']}>
        {back === undefined ? <Mark size={44} /> : <div className={styles['back']}>{back}</div>}
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['about']}>{about}</p>
        {children}
      </div>
      <aside className={styles['aside']}>
        <Drawing name="street" />
        <ul className={styles['promises']}>
          {promises.map(({ name, icon }) => (
            <li key={name} className={styles['promise']}>
              {icon}
              {t(name)}
            </li>
          ))}
        </ul>
      </aside>
    </main>
  );
}

export function WelcomeForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
