/** The frame of a screen: its heading, what can be done, its contents. A screen that loads or fails says so in place. */
import { useEffect, useRef, type ReactNode } from 'react';
import { sentenceOf } from '../text/sentence.ts';
import { t } from '../text/text.ts';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** Stands before the title in the window's name, where the title alone is not clear. */
  about?: ReactNode;
  actions?: ReactNode;
  /** The contents scroll by themselves (a board, a chat). */
  fill?: boolean;
  /** For what is read line by line. */
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, about, actions, fill = false, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('window.title', { title });
  }, [title]);
  useEffect(() => {
    // A new screen starts at its heading, for those who listen; but never takes the focus out of a field.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className={`${styles['page']} ${fill ? styles['fill'] : ''} ${narrow ? styles['narrow'] : ''}`}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          {about !== undefined && <div className={styles['about']}>{about}</div>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['body']}>{children}</div>
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles['section']}>
      <div className={styles['sectionHead']}>
        <h2 className={styles['sectionTitle']}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A thing that cannot be shown, and why. */
export function Failure({ error }: { error: unknown }) {
  return (
    <p role="alert" className={styles['failure']}>
      {sentenceOf(error)}
    </p>
  );
}
