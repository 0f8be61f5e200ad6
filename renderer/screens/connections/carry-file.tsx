/**
 * Changes by hand: a file that holds everything of the community, sealed, and reading one that somebody has brought. What
 * it would bring is shown before anything changes. In a browser the file lies on Kith's computer and is named by its path.
 */
import { FileInput, FileOutput } from 'lucide-react';
import { useState } from 'react';
import type { BundleReport } from '../../../core/api/profile-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { desktop } from '../../peer/desktop.ts';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './connections-screen.module.css';

interface Found {
  /** A pass of the desktop window, or a path. */
  readonly file: string;
  readonly report: BundleReport;
}

export function CarryFile({ community, title }: { community: string; title: string }) {
  const api = useApi();
  const [path, setPath] = useState('');
  const [found, setFound] = useState<Found | null>(null);

  async function write(): Promise<void> {
    const file = desktop ? (await desktop.saveFile('community', `${title}.kith`))?.file : path.trim();
    if (file === undefined || file === '') return;
    await attempt(async () => {
      const { entries } = await api.bundleExport({ community, file });
      showDone(t('carry.written', { count: entries }));
    });
  }

  async function look(): Promise<void> {
    const file = desktop ? (await desktop.pickFile('community'))?.file : path.trim();
    if (file === undefined || file === '') return;
    await attempt(async () => {
      setFound({ file, report: await api.bundleImport({ file, preview: true }) });
    });
  }

  async function take({ file }: Found): Promise<void> {
    setFound(null);
    await attempt(async () => {
      const report = await api.bundleImport({ file });
      showDone(t('carry.taken', { count: report.new }));
    });
  }

  const isNamed = desktop !== undefined || path.trim() !== '';
  return (
    <Section title={t('carry.title')}>
      <p className={list['more']}>{t('carry.about')}</p>
      {!desktop && (
        <TextField
          label={t('carry.path')}
          hint={t('carry.pathHint')}
          value={path}
          onValue={setPath}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <div className={styles['carry']}>
        <Button icon={<FileOutput />} disabled={!isNamed} onClick={() => void write()}>
          {t('carry.write')}
        </Button>
        <Button icon={<FileInput />} disabled={!isNamed} onClick={() => void look()}>
          {t('carry.read')}
        </Button>
      </div>
      <Dialog
        open={found !== null}
        onClose={() => setFound(null)}
        title={t('carry.found', { title: found?.report.title ?? '' })}
        about={found ? aboutOf(found.report) : undefined}
      >
        <DialogActions>
          <Button look="quiet" onClick={() => setFound(null)}>
            {t('action.cancel')}
          </Button>
          <Button look="primary" disabled={found?.report.new === 0} onClick={() => found && void take(found)}>
            {t('carry.take')}
          </Button>
        </DialogActions>
      </Dialog>
    </Section>
  );
}

function aboutOf(report: BundleReport): string {
  if (report.new === 0) return t('carry.nothingNew', { count: report.entries });
  const fresh = t('carry.new', { count: report.new });
  return report.held === 0 ? fresh : `${fresh} ${t('carry.held', { count: report.held })}`;
}
