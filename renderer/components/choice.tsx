/** A few choices, each with a line on what it means. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import styles from './choice.module.css';

export interface ChoiceOption<Value extends string> {
  value: Value;
  label: string;
  about: string;
}

interface ChoiceProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly ChoiceOption<Value>[];
}

export function Choice<Value extends string>({
  label,
  hideLabel = false,
  value,
  onValue,
  options,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div>
      <div id={id} className={hideLabel ? 'visually-hidden' : styles['title']}>
        {label}
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
            <Radio.Root value={option.value} className={styles['radio']}>
              <Radio.Indicator className={styles['dot']} />
            </Radio.Root>
            <span>
              <span className={styles['label']}>{option.label}</span>
              <span className={styles['about']}>{option.about}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
