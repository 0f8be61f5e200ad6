/** The frame of the screens before there is a community: one column, one thing at a time. */
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Mark } from '../../components/mark.tsx';
import { t } from '../../text/text.ts';
import styles from './welcome.module.css';

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
