/** A few short choices side by side; one of them counts. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';
import styles from './segmented.module.css';

interface SegmentedProps<Value extends string> {
  label: string;
  /** Stands under the label. */
  about?: string;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}

export function Segmented<Value extends string>({
  label,
  about,
  value,
  onValue,
  options,
}: SegmentedProps<Value>) {
  const id = useId();
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <div id={id} className={styles['label']}>
          {label}
        </div>
        {about !== undefined && <div className={styles['about']}>{about}</div>}
      </div>
      <RadioGroup
        aria-labelledby={id}
        className={styles['group']}
        value={value}
        onValueChange={(next) => {
          onValue(next);
        }}
      >
        {options.map((option) => (
          <label key={option.value} className={styles['option']}>
            <Radio.Root value={option.value} className={styles['radio']} />
            {option.icon}
            {option.label}
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
