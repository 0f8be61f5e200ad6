/**
 * Short messages over the page, read out as they come: what was done, with a way to undo it, or what went wrong, as a
 * sentence. Problems stay until they are dismissed or a minute has passed.
 */
import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { codeOf } from '../../core/api/codes.ts';
import { sentenceOf } from '../text/sentence.ts';
import { t } from '../text/text.ts';
import { IconButton } from './button.tsx';
import styles from './notices.module.css';

const manager = Toast.createToastManager();

export function showProblem(error: unknown): void {
  manager.add({
    // The same problem twice is one notice.
    id: `problem ${codeOf(error)}`,
    description: sentenceOf(error),
    type: 'problem',
    priority: 'high',
    timeout: 60_000,
  });
}

/** A problem that is no code of the API: what happened, what is lost, what to do. */
export function showSentence(sentence: string): void {
  manager.add({
    id: `problem ${sentence}`,
    description: sentence,
    type: 'problem',
    priority: 'high',
    timeout: 60_000,
  });
}

/** What was done. A failing `undo` gets a notice of its own. */
export function notify({ text, undo }: { text: string; undo?: (() => Promise<unknown>) | undefined }): void {
  const id = manager.add({
    description: text,
    timeout: undo ? 8_000 : 4_000,
    ...(undo && {
      actionProps: {
        children: t('action.undo'),
        onClick: () => {
          manager.close(id);
          undo().catch(showProblem);
        },
      },
    }),
  });
}

export function showDone(text: string, undo?: () => Promise<unknown>): void {
  notify({ text, undo });
}

/** Runs a command; a failure becomes a notice. True when it went well. */
export async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    showProblem(error);
    return false;
  }
}

export function Notices() {
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport data-notices className={styles['viewport']} aria-label={t('notices.label')}>
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function NoticeList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      aria-label={t('notices.label')}
      className={styles['notice']}
      swipeDirection={['down', 'right']}
    >
      <Toast.Content className={styles['content']}>
        {toast.type === 'problem' ? (
          <CircleAlert className={styles['problem']} aria-hidden />
        ) : (
          <CircleCheck className={styles['done']} aria-hidden />
        )}
        <Toast.Description className={styles['text']} />
        <Toast.Action className={styles['action']} />
        <Toast.Close render={<IconButton label={t('action.dismiss')} icon={<X />} />} />
      </Toast.Content>
    </Toast.Root>
  ));
}
