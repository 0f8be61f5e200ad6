/** Every key that works where the person is. */
import { Dialog } from '../components/dialog.tsx';
import { Keys } from '../components/keys.tsx';
import { t } from '../text/text.ts';
import { currentCommands } from './commands.ts';
import styles from './key-sheet.module.css';

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('keyboard.title')} about={t('keys.about')} wide>
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const withKeys = currentCommands().flatMap(({ id, title, group, keys }) =>
    keys === undefined ? [] : [{ id, title, keys, isMove: group === 'go' }],
  );
  const parts = [
    { title: t('keyboard.go'), commands: withKeys.filter((command) => command.isMove) },
    { title: t('keyboard.do'), commands: withKeys.filter((command) => !command.isMove) },
  ];
  return (
    <div className={styles['sheet']}>
      {parts.map(({ title, commands }) => (
        <section key={title}>
          <h3 className={styles['title']}>{title}</h3>
          <dl>
            {commands.map((command) => (
              <div key={command.id} className={styles['row']}>
                <dt>{command.title}</dt>
                <dd>
                  <Keys keys={command.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
