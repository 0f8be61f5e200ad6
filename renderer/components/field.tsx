/** Fields of a form: a label that stays, a hint, an error that is read out with the field. */
import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is there for those who listen; a placeholder or the place says it to those who see. */
  hideLabel?: boolean;
}

function Frame({ label, hint, error, hideLabel, children }: FieldProps & { children: ReactNode }) {
  return (
    <BaseField.Root className={styles['field']} invalid={error !== undefined}>
      <BaseField.Label className={hideLabel ? 'visually-hidden' : styles['label']}>{label}</BaseField.Label>
      {children}
      {hint !== undefined && <BaseField.Description className={styles['hint']}>{hint}</BaseField.Description>}
      {error !== undefined && (
        <BaseField.Error className={styles['error']} match>
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}

type TextProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
} & Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'defaultValue'>;

export function TextField({ label, hint, error, hideLabel = false, onValue, ...rest }: TextProps) {
  return (
    <Frame label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <BaseField.Control {...rest} className={styles['control']} onValueChange={onValue} />
    </Frame>
  );
}

type AreaProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
} & Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'className'>;

export function TextArea({ label, hint, error, hideLabel = false, onValue, value, ...rest }: AreaProps) {
  return (
    <Frame label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <BaseField.Control
        render={<textarea {...rest} />}
        value={value}
        className={`${styles['control']} ${styles['area']}`}
        onValueChange={onValue}
      />
    </Frame>
  );
}

/** For a link or words that somebody pastes: long, of one line, and never something to be corrected. */
export function LinkArea({ label, hint, error, hideLabel = false, onValue, value, ...rest }: AreaProps) {
  return (
    <Frame label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <BaseField.Control
        render={
          <textarea
            dir="auto"
            rows={2}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            {...rest}
          />
        }
        value={value}
        className={`${styles['control']} ${styles['area']} ${styles['link']}`}
        onValueChange={onValue}
      />
    </Frame>
  );
}

type SelectProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  options: readonly { value: string; label: string }[];
};

/** The system's own list: it works with every keyboard, screen reader and size of text. */
export function SelectField({ label, hint, error, hideLabel = false, value, onValue, options }: SelectProps) {
  return (
    <Frame label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <BaseField.Control
        render={
          <select>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        }
        value={value}
        className={`${styles['control']} ${styles['select']}`}
        onValueChange={onValue}
      />
    </Frame>
  );
}
