/** Which sign to put beside a message: a few that are always there, and any one that somebody types. */
import { Popover } from '@base-ui/react/popover';
import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import styles from './reaction-picker.module.css';

/** What is said most: yes, thanks, joy, care, laughter, surprise, sorrow, seen. */
const USUAL = ['👍', '❤️', '🎉', '🙏', '😂', '😮', '😢', '👀'];

interface ReactionPickerProps {
  open: boolean;
  onOpen: (open: boolean) => void;
  onPick: (sign: string) => void;
  tabIndex: number;
}

export function ReactionPicker({ open, onOpen, onPick, tabIndex }: ReactionPickerProps) {
  const [typed, setTyped] = useState('');
  function pick(sign: string): void {
    if (sign.trim() === '') return;
    setTyped('');
    onOpen(false);
    onPick(sign);
  }
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger
        render={<IconButton label={t('chat.react')} icon={<SmilePlus />} tabIndex={tabIndex} />}
      />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className={styles['positioner']}>
          <Popover.Popup className={styles['popup']} aria-label={t('chat.react')}>
            <div className={styles['usual']}>
              {USUAL.map((sign) => (
                <button key={sign} type="button" className={styles['sign']} onClick={() => pick(sign)}>
                  {sign}
                </button>
              ))}
            </div>
            <form
              className={styles['typed']}
              onSubmit={(event) => {
                event.preventDefault();
                pick(typed);
              }}
            >
              <TextField
                label={t('chat.reactTyped')}
                hideLabel
                placeholder={t('chat.reactTyped')}
                value={typed}
                onValue={setTyped}
                maxLength={32}
                autoComplete="off"
              />
              <Button type="submit" size="small" disabled={typed.trim() === ''}>
                {t('chat.reactAdd')}
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
