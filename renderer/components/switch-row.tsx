/** Something that is on or off, with a line on what it does. */
import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import segmented from './segmented.module.css';
import styles from './switch-row.module.css';

interface SwitchRowProps {
  label: string;
  about?: string;
  checked: boolean;
  disabled?: boolean;
  onChecked: (checked: boolean) => void;
}

export function SwitchRow({ label, about, checked, disabled = false, onChecked }: SwitchRowProps) {
  const id = useId();
  return (
    <div className={styles['row']}>
      <div className={segmented['words']}>
        <div id={id} className={segmented['label']}>
          {label}
        </div>
        {about !== undefined && (
          <div id={`${id}-about`} className={segmented['about']}>
            {about}
          </div>
        )}
      </div>
      <Switch.Root
        aria-labelledby={id}
        aria-describedby={about === undefined ? undefined : `${id}-about`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => {
          onChecked(next);
        }}
        className={styles['switch']}
      >
        <Switch.Thumb className={styles['thumb']} />
      </Switch.Root>
    </div>
  );
}
