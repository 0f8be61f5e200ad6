/** The labels of a board: their names and colours, new ones, and removing one with an undo. */
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { COLORS, type ColorName, type LabelView } from '../../../core/api/board-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t, type TextName } from '../../text/text.ts';
import { ColorDot } from './label-chip.tsx';
import styles from './labels-dialog.module.css';

interface LabelsDialogProps {
  open: boolean;
  onClose: () => void;
  board: string;
  labels: readonly LabelView[];
}

const names = {
  red: 'color.red',
  orange: 'color.orange',
  yellow: 'color.yellow',
  green: 'color.green',
  teal: 'color.teal',
  blue: 'color.blue',
  purple: 'color.purple',
  pink: 'color.pink',
  brown: 'color.brown',
  gray: 'color.gray',
} as const satisfies Record<ColorName, TextName>;

function colorOptions(): { value: ColorName; label: string }[] {
  return COLORS.map((color) => ({ value: color, label: t(names[color]) }));
}

export function LabelsDialog({ open, onClose, board, labels }: LabelsDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('labels.title')} about={t('labels.about')}>
      {labels.length > 0 && (
        <ul className={styles['labels']}>
          {labels.map((label) => (
            <Row key={label.id} label={label} />
          ))}
        </ul>
      )}
      <NewLabel board={board} count={labels.length} />
    </Dialog>
  );
}

function Row({ label }: { label: LabelView }) {
  const api = useApi();
  const { id, title, color } = label;
  const [name, setName] = useState(title);

  async function remove(): Promise<void> {
    if (await attempt(() => api.labelEdit({ label: id, removed: true })))
      notify({
        text: t('labels.removed', { title }),
        undo: () => api.labelEdit({ label: id, removed: false }),
      });
  }

  return (
    <li className={styles['row']}>
      <ColorDot color={color} />
      <form
        className={styles['name']}
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <TextField
          label={t('labels.nameOf', { title })}
          hideLabel
          value={name}
          onValue={setName}
          onBlur={() => {
            if (name.trim() === '') setName(title);
            else if (name !== title) void attempt(() => api.labelEdit({ label: id, title: name }));
          }}
          dir="auto"
        />
      </form>
      <SelectField
        label={t('labels.colorOf', { title })}
        hideLabel
        value={color}
        onValue={(next) => void attempt(() => api.labelEdit({ label: id, color: next as ColorName }))}
        options={colorOptions()}
      />
      <IconButton label={t('labels.remove', { title })} icon={<Trash2 />} onClick={() => void remove()} />
    </li>
  );
}

function NewLabel({ board, count }: { board: string; count: number }) {
  const api = useApi();
  const [title, setTitle] = useState('');
  const [picked, setPicked] = useState<ColorName>();
  // A colour that was not the last one's.
  const color = picked ?? COLORS[count % COLORS.length]!;
  return (
    <form
      className={styles['row']}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === '') return;
        void attempt(() => api.labelAdd({ board, title, color })).then((isDone) => {
          if (!isDone) return;
          setTitle('');
          setPicked(undefined);
        });
      }}
    >
      <ColorDot color={color} />
      <div className={styles['name']}>
        <TextField
          label={t('labels.name')}
          hideLabel
          placeholder={t('labels.placeholder')}
          value={title}
          onValue={setTitle}
          autoComplete="off"
          dir="auto"
        />
      </div>
      <SelectField
        label={t('labels.color')}
        hideLabel
        value={color}
        onValue={(next) => setPicked(next as ColorName)}
        options={colorOptions()}
      />
      <Button type="submit" icon={<Plus aria-hidden />}>
        {t('action.add')}
      </Button>
    </form>
  );
}
