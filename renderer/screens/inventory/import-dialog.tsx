/** A table on its way into a list: what its columns are taken for, what would happen, and what did. */
import { useState } from 'react';
import { KithError } from '../../../core/api/codes.ts';
import type { ImportReport, QuestionView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import list from '../../components/list.module.css';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceFor, sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './import-dialog.module.css';

const columns = [
  'label',
  'title',
  'kind',
  'category',
  'quantity',
  'location',
  'tags',
  'owner',
  'custodian',
  'condition',
  'note',
  'deposit',
  'stock',
  'unit',
  'low',
  'until',
  'sort',
  'archived',
] as const;

/** Bytes; the peer takes as much. */
const MAX_FILE = 1_400_000;
/** Rows that are named one by one. */
const MOST = 50;

interface ImportDialogProps {
  inventory: string;
  questions: readonly QuestionView[];
  open: boolean;
  onClose: () => void;
}

export function ImportDialog({ open, onClose, ...rest }: ImportDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('import.title')} about={t('import.about')} wide>
      <Steps {...rest} onClose={onClose} />
    </Dialog>
  );
}

function Steps({ inventory, questions, onClose }: Omit<ImportDialogProps, 'open'>) {
  const api = useApi();
  const [text, setText] = useState<string>();
  const [report, setReport] = useState<ImportReport>();
  const [isDone, setDone] = useState(false);
  const [error, setError] = useState<unknown>();

  async function look(next: string, columns?: readonly string[]): Promise<void> {
    setError(undefined);
    try {
      setReport(
        await api.inventoryImport({
          inventory,
          text: next,
          preview: true,
          ...(columns && { columns: [...columns] }),
        }),
      );
      setText(next);
    } catch (refusal) {
      setError(refusal);
    }
  }

  async function read(file: File): Promise<void> {
    if (file.size > MAX_FILE) setError(new KithError('TABLE_TOO_LARGE'));
    else await look(await textOf(file));
  }

  async function take(): Promise<void> {
    if (text === undefined || !report) return;
    try {
      setReport(
        await api.inventoryImport({ inventory, text, columns: report.columns.map(({ use }) => use) }),
      );
      setDone(true);
    } catch (refusal) {
      setError(refusal);
    }
  }

  const nameOfUse = (use: string): string => {
    const question = questions.find(({ id }) => `?${id}` === use);
    if (question) return question.title;
    const column = columns.find((each) => each === use);
    return column ? t(`import.use.${column}`) : use;
  };

  return (
    <div className={styles['steps']}>
      {error !== undefined && (
        <p role="alert" className={styles['error']}>
          {sentenceOf(error)}
        </p>
      )}
      {!isDone && (
        <FileButton accept=".csv,.tsv,.txt,text/csv" onFile={(file) => void read(file)}>
          {t(report ? 'import.other' : 'import.choose')}
        </FileButton>
      )}
      {report && !isDone && (
        <fieldset className={styles['columns']}>
          <legend>{t('import.columns')}</legend>
          {report.columns.map((column, index) => (
            <SelectField
              key={index}
              label={column.name === '' ? t('import.nameless', { number: index + 1 }) : column.name}
              hint={
                column.example === '' ? undefined : t('import.example', { text: column.example.slice(0, 40) })
              }
              value={column.use}
              onValue={(use) => {
                const uses = report.columns.map((each, at) =>
                  at === index ? use : each.use === use ? '' : each.use,
                );
                if (text !== undefined) void look(text, uses);
              }}
              options={[
                { value: '', label: t('import.passOver') },
                ...report.uses.map((use) => ({ value: use, label: nameOfUse(use) })),
              ]}
            />
          ))}
        </fieldset>
      )}
      {report && (
        <p role="status" className={styles['sum']}>
          {t(isDone ? 'import.did' : 'import.would', {
            added: report.added,
            updated: report.updated,
            unchanged: report.unchanged,
            rejected: report.rejected.length,
          })}
        </p>
      )}
      {report && report.rejected.length > 0 && (
        <ul className={`${list['list']} ${styles['rejected']}`} aria-label={t('import.rejected')}>
          {report.rejected.slice(0, MOST).map(({ line, title, code, details }) => (
            <li key={line} className={list['row']}>
              <div className={list['main']}>
                <div className={list['name']}>{t('import.row', { line, title })}</div>
                <div className={list['more']}>{sentenceFor(code, details) ?? code}</div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t(isDone ? 'action.close' : 'action.cancel')}
        </Button>
        {report && !isDone && (
          <Button look="primary" disabled={report.added + report.updated === 0} onClick={() => void take()}>
            {t('import.take', { count: report.added + report.updated })}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}

/** UTF-8, or what older spreadsheets write. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
