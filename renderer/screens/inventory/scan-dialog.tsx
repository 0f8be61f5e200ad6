/**
 * Checks things in and out by their labels, one after the other: by camera, by a picture, by a reader that types, or by hand.
 * Nothing is done by a label alone: the thing is shown with the step that is next, and the person takes it.
 */
import { Camera as CameraIcon, Check, FileUp } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceFor, sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { Camera } from '../first-run/camera.tsx';
import { readSquareCode } from '../first-run/square-code.ts';
import styles from './scan-dialog.module.css';
import { ScannedThing } from './scanned-thing.tsx';

interface ScanDialogProps {
  community: string;
  onClose: () => void;
}

/** Bytes: more is no picture of a label. */
const LARGEST_FILE = 32_000_000;

export function ScanDialog({ community, onClose }: ScanDialogProps) {
  return (
    <Dialog open onClose={onClose} title={t('check.title')} about={t('check.about')}>
      <Scan community={community} onClose={onClose} />
    </Dialog>
  );
}

function Scan({ community, onClose }: ScanDialogProps) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isFilming, setFilming] = useState(false);
  const [thing, setThing] = useState<string>();
  const [done, setDone] = useState<readonly string[]>([]);
  const field = useRef<HTMLFormElement>(null);
  /** What the camera saw last: it goes on seeing that while the label is before it. */
  const seen = useRef('');
  const isBusy = useRef(false);

  const find = useCallback(
    async (code: string): Promise<void> => {
      isBusy.current = true;
      setError(undefined);
      try {
        const { item } = await api.thingFind({ code, community });
        setThing(item);
        setTyped('');
      } catch (refusal) {
        setThing(undefined);
        setError(sentenceOf(refusal));
      }
      isBusy.current = false;
    },
    [api, community],
  );
  const onCode = useCallback(
    (code: string) => {
      if (isBusy.current || code === seen.current) return;
      seen.current = code;
      void find(code);
    },
    [find],
  );

  async function open(file: File): Promise<void> {
    const code =
      file.size > LARGEST_FILE
        ? undefined
        : await createImageBitmap(file).then(readSquareCode, () => undefined);
    if (code === undefined) setError(sentenceFor('LABEL_UNREADABLE', {}));
    else await find(code);
  }

  function goOn(what?: string): void {
    if (what !== undefined) setDone((before) => [what, ...before]);
    setThing(undefined);
    field.current?.querySelector('input')?.focus();
  }

  return (
    <div className={styles['scan']}>
      {isFilming && <Camera onCode={onCode} onClose={() => setFilming(false)} />}
      <form
        ref={field}
        className={styles['typed']}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') void find(typed);
        }}
      >
        <TextField
          label={t('check.code')}
          hint={t('check.codeHint')}
          value={typed}
          onValue={(next) => {
            setTyped(next);
            setError(undefined);
          }}
          error={error}
          spellCheck={false}
          autoComplete="off"
          autoFocus
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('check.find')}
        </Button>
      </form>
      {!isFilming && (
        <div className={styles['ways']}>
          <Button size="small" icon={<CameraIcon aria-hidden />} onClick={() => setFilming(true)}>
            {t('scan.camera')}
          </Button>
          <FileButton
            size="small"
            icon={<FileUp aria-hidden />}
            accept="image/*"
            onFile={(file) => void open(file)}
          >
            {t('scan.picture')}
          </FileButton>
        </div>
      )}
      {thing !== undefined && <ScannedThing key={thing} item={thing} onDone={goOn} onLeave={onClose} />}
      {done.length > 0 && (
        <ul className={styles['done']} aria-label={t('check.done')}>
          {done.map((what, index) => (
            <li key={done.length - index}>
              <Check aria-hidden />
              <span dir="auto">{what}</span>
            </li>
          ))}
        </ul>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </div>
  );
}
