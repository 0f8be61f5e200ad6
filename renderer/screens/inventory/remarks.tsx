/** What people wrote beside a thing: what they noticed and what state it is in; or answers to an offer or a need. */
import { useState } from 'react';
import type { Condition, ItemPageView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { LinkedText } from '../../components/linked-text.tsx';
import list from '../../components/list.module.css';
import { Section } from '../../components/page.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './remarks.module.css';

const conditions = ['usable', 'needs-repair', 'in-repair', 'written-off'] as const;

export function Remarks({ page: { item, remarks } }: { page: ItemPageView }) {
  const isPosted = item.kind === 'offer' || item.kind === 'need';
  return (
    <Section title={t(isPosted ? 'remark.answers' : 'remark.title')}>
      {remarks.length > 0 && (
        <ol className={list['list']}>
          {remarks.map(({ id, name, text, condition, time }) => (
            <li key={id} className={list['row']}>
              <div className={list['main']}>
                <div className={styles['head']}>
                  <span className={list['name']}>{name}</span>
                  <time className={list['more']}>{dateAndTime(time)}</time>
                  {condition !== null && (
                    <Badge tone={condition === 'usable' ? 'good' : 'warn'}>
                      {t(`item.condition.${condition}`)}
                    </Badge>
                  )}
                </div>
                {text !== '' && (
                  <p className={styles['text']} dir="auto">
                    <LinkedText text={text} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      <RemarkForm key={remarks.length} item={item.id} isPosted={isPosted} />
    </Section>
  );
}

function RemarkForm({ item, isPosted }: { item: string; isPosted: boolean }) {
  const api = useApi();
  const [text, setText] = useState('');
  const [condition, setCondition] = useState<Condition | ''>('');
  const [error, setError] = useState<unknown>();

  async function send(): Promise<void> {
    try {
      await api.itemRemark({ item, text, ...(condition !== '' && { condition }) });
      setText('');
      setCondition('');
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label={t(isPosted ? 'remark.answer' : 'remark.write')}
        value={text}
        onValue={(next) => {
          setText(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        rows={2}
      />
      <div className={styles['actions']}>
        {!isPosted && (
          <SelectField
            label={t('remark.condition')}
            hideLabel
            value={condition}
            onValue={(next) => setCondition(next as Condition | '')}
            options={[
              { value: '', label: t('remark.conditionSame') },
              ...conditions.map((value) => ({ value, label: t(`item.condition.${value}`) })),
            ]}
          />
        )}
        <Button type="submit">{t('remark.send')}</Button>
      </div>
    </form>
  );
}
