/** What holds for borrowing from a list: read by all, set by stewards. */
import { useState } from 'react';
import type { RulesView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { weekdayName } from '../../text/when.ts';
import styles from './rules-dialog.module.css';

const numbers = ['longest', 'atOnce', 'ahead', 'quiet'] as const;
const week = [0, 1, 2, 3, 4, 5, 6] as const;

interface RulesDialogProps {
  inventory: string;
  rules: RulesView;
  open: boolean;
  onClose: () => void;
}

export function RulesDialog({ open, onClose, ...form }: RulesDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('rules.title')} about={t('rules.about')}>
      <Fields {...form} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ inventory, rules, onClose }: Omit<RulesDialogProps, 'open'>) {
  const api = useApi();
  const [values, setValues] = useState(rules);
  const [hasHours, setHasHours] = useState(rules.hours.length > 0);
  const [error, setError] = useState<unknown>();
  const change = (changes: Partial<RulesView>): void => {
    setValues((before) => ({ ...before, ...changes }));
    setError(undefined);
  };

  async function save(): Promise<void> {
    const next = { ...values, hours: hasHours ? week.map((day) => (values.hours[day] ?? '').trim()) : [] };
    const changed = Object.entries(next).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(rules[name as keyof RulesView]),
    );
    try {
      if (changed.length > 0) await api.rulesSet({ inventory, ...Object.fromEntries(changed) });
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SwitchRow
        label={t('rules.guests')}
        checked={values.guests}
        onChecked={(guests) => change({ guests })}
      />
      <SwitchRow
        label={t('rules.selfService')}
        about={t('rules.selfServiceAbout')}
        checked={values.selfService}
        onChecked={(selfService) => change({ selfService })}
      />
      <div className={styles['pair']}>
        {numbers.map((name) => (
          <TextField
            key={name}
            type="number"
            min={0}
            label={t(`rules.${name}`)}
            hint={name === 'quiet' ? undefined : t('rules.noLimit')}
            value={String(values[name])}
            onValue={(text) => change({ [name]: Math.max(0, Math.trunc(Number(text))) })}
          />
        ))}
      </div>
      <SwitchRow
        label={t('rules.hours')}
        about={t('rules.hoursAbout')}
        checked={hasHours}
        onChecked={setHasHours}
      />
      {hasHours && (
        <div className={styles['pair']}>
          {week.map((day) => (
            <TextField
              key={day}
              label={weekdayName(day)}
              placeholder={t('rules.closed')}
              value={values.hours[day] ?? ''}
              onValue={(text) =>
                change({ hours: week.map((each) => (each === day ? text : (values.hours[each] ?? ''))) })
              }
            />
          ))}
        </div>
      )}
      <TextArea
        label={t('rules.words')}
        value={values.words}
        onValue={(words) => change({ words })}
        error={error === undefined ? undefined : sentenceOf(error)}
        rows={3}
      />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary">
          {t('action.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
