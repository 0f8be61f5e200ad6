/** A window over the page, closed by Escape and by its button; the focus goes in and comes back. */
import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../text/text.ts';
import { Button, IconButton } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Stands under the title and is read out with it. */
  about?: ReactNode;
  wide?: boolean;
  /** Room for two columns. */
  widest?: boolean;
  children: ReactNode;
}

export function Dialog({ open, onClose, title, about, wide = false, widest = false, children }: DialogProps) {
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} />
        <BaseDialog.Viewport className={styles['viewport']}>
          <BaseDialog.Popup
            className={`${styles['popup']} ${widest ? styles['widest'] : wide ? styles['wide'] : ''}`}
          >
            <header className={styles['head']}>
              <BaseDialog.Title className={styles['title']}>{title}</BaseDialog.Title>
              <BaseDialog.Close render={<IconButton label={t('action.close')} icon={<X />} />} />
            </header>
            {about !== undefined && (
              <BaseDialog.Description className={styles['about']}>{about}</BaseDialog.Description>
            )}
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The buttons at the end of a dialog's form. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  about: string;
  action: string;
  onConfirm: () => void;
}

/** For what cannot be undone. What can be is done at once, with an undo. */
export function Confirm({ open, onClose, title, about, action, onConfirm }: ConfirmProps) {
  return (
    <BaseAlert.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={styles['backdrop']} />
        <BaseAlert.Viewport className={styles['viewport']}>
          <BaseAlert.Popup className={styles['popup']}>
            <BaseAlert.Title className={styles['title']}>{title}</BaseAlert.Title>
            <BaseAlert.Description className={styles['about']}>{about}</BaseAlert.Description>
            <DialogActions>
              <BaseAlert.Close render={<Button look="quiet" />}>{t('action.cancel')}</BaseAlert.Close>
              <Button
                look="danger"
                onClick={() => {
                  onConfirm();
                  onClose();
                }}
              >
                {action}
              </Button>
            </DialogActions>
          </BaseAlert.Popup>
        </BaseAlert.Viewport>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
