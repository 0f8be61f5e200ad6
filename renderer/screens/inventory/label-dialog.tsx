/** Labels to print: for which things, on which sheet, where on it the first one goes; and how that will look. */
import { Printer } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import {
  labelPages,
  labelSheetNames,
  labelSheets,
  labelsPerPage,
  type LabelSheetName,
} from '../../../core/api/label-sheets.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { downloadText } from '../../components/download.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './label-dialog.module.css';
import { LabelSheets } from './label-sheet.tsx';
import { PrintSheets } from './print-sheets.tsx';

/** Things that are listed to choose among: beyond that the filter of the list is the better way. */
const MOST_LISTED = 300;

interface LabelDialogProps {
  inventory: string;
  /** The list's title. */
  title: string;
  /** What is in view. */
  items: readonly ItemView[];
  onClose: () => void;
}

/** What people hold in their hands. */
export function isLabelled({ kind }: ItemView): boolean {
  return kind === 'thing' || kind === 'consumable';
}

export function LabelDialog({ title, ...rest }: LabelDialogProps) {
  return (
    <Dialog open onClose={rest.onClose} title={t('thingLabels.title')} about={t('thingLabels.about')} wide>
      <Sheets title={title} {...rest} />
    </Dialog>
  );
}

function Sheets({ inventory, title, items, onClose }: LabelDialogProps) {
  const api = useApi();
  const things = items.filter(isLabelled);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState<LabelSheetName>('a4-24');
  const [first, setFirst] = useState('1');
  const [isPrinting, setPrinting] = useState(false);
  const onPrinted = useCallback(() => setPrinting(false), [setPrinting]);
  const sheet = labelSheets[name];
  const size = labelsPerPage(sheet);
  const chosen = things.filter(({ id }) => !left.has(id));
  const skip = Math.min(Math.max(Math.floor(Number(first)) - 1 || 0, 0), size - 1);
  const pages = labelPages(sheet, chosen, skip).length;

  async function save(): Promise<void> {
    await attempt(async () => {
      const wish = { inventory, sheet: name, skip, items: chosen.map(({ id }) => id) };
      const file = await api.labels(wish);
      downloadText(file.name, file.text);
    });
  }

  return (
    <div className={styles['labels']}>
      <div className={styles['choices']}>
        <SelectField
          label={t('thingLabels.sheet')}
          value={name}
          onValue={(next) => setName(next as LabelSheetName)}
          options={labelSheetNames.map((each) => ({ value: each, label: sheetName(each) }))}
        />
        {size > 1 && (
          <TextField
            type="number"
            min={1}
            max={size}
            label={t('thingLabels.first')}
            value={first}
            onValue={setFirst}
          />
        )}
      </div>
      {things.length > 1 && things.length <= MOST_LISTED && (
        <details className={styles['which']}>
          <summary>{t('thingLabels.which', { count: chosen.length })}</summary>
          <ul>
            {things.map(({ id, title: thing, label }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={!left.has(id)}
                    onChange={(event) => {
                      const next = new Set(left);
                      if (event.currentTarget.checked) next.delete(id);
                      else next.add(id);
                      setLeft(next);
                    }}
                  />
                  <span dir="auto">{thing}</span>
                  {label !== '' && <span className={styles['number']}>{label}</span>}
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p role="status" className={styles['sum']}>
        {t('thingLabels.count', { count: chosen.length })} {t('thingLabels.pages', { count: pages })}
      </p>
      <div className={styles['preview']} role="img" aria-label={t('thingLabels.preview')}>
        <div className={styles['scaled']} data-paper={sheet.paper}>
          <LabelSheets list={title} sheet={sheet} things={chosen} skip={skip} most={1} />
        </div>
      </div>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => void save()}>
          {t('thingLabels.save')}
        </Button>
        <Button
          look="primary"
          icon={<Printer aria-hidden />}
          disabled={chosen.length === 0}
          onClick={() => setPrinting(true)}
        >
          {t('thingLabels.print')}
        </Button>
      </DialogActions>
      {isPrinting && (
        <PrintSheets page={sheet.page} onDone={onPrinted}>
          <LabelSheets list={title} sheet={sheet} things={chosen} skip={skip} />
        </PrintSheets>
      )}
    </div>
  );
}

function sheetName(name: LabelSheetName): string {
  const { paper, label } = labelSheets[name];
  const count = labelsPerPage(labelSheets[name]);
  const [width, height] = label.map((side) => String(side));
  if (paper === 'roll') return t('thingLabels.roll', { width: width ?? '', height: height ?? '' });
  if (count === 1) return t('thingLabels.whole', { paper });
  return t('thingLabels.many', { paper, number: count, width: width ?? '', height: height ?? '' });
}
