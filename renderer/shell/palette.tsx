/** One field that leads anywhere and does anything: screens, places, people, actions. */
import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { ChevronRight, Search } from 'lucide-react';
import { useState } from 'react';
import { Keys } from '../components/keys.tsx';
import { t } from '../text/text.ts';
import { currentCommands, type Command, type CommandGroup } from './commands.ts';
import { useRoute } from '../router/use-route.ts';
import { fitness } from './find-command.ts';
import { PaletteThings } from './palette-things.tsx';
import styles from './palette.module.css';

const groups = ['do', 'go', 'place', 'person', 'look'] as const satisfies readonly CommandGroup[];

/** Letters from which on cards and things are looked up, too. */
const ENOUGH = 2;

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('palette.label')}>
          <Choices onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ onClose }: { onClose: () => void }) {
  // What can be done does not change while one looks for it.
  const [commands] = useState(() => withoutDoubles(currentCommands()).filter(({ id }) => id !== 'palette'));
  const [typed, setTyped] = useState('');
  const route = useRoute();
  return (
    <Cmdk
      label={t('palette.label')}
      loop
      filter={(_value, search, keywords) => fitness(search, keywords ?? [])}
      className={styles['palette']}
    >
      <div className={styles['field']}>
        <Search aria-hidden />
        <Cmdk.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder={t('palette.placeholder')}
          className={styles['input']}
        />
        <Keys keys="escape" />
      </div>
      <Cmdk.List className={styles['list']} label={t('palette.label')}>
        <Cmdk.Empty className={styles['empty']}>
          {/* A list of choices has at least one that can be read out. */}
          <div role="option" aria-disabled="true" aria-selected="false">
            {t('palette.empty', { search: typed })}
          </div>
        </Cmdk.Empty>
        {groups.map((group) => {
          const members = commands.filter((command) => (command.group ?? 'do') === group);
          if (members.length === 0) return null;
          return (
            <Cmdk.Group key={group} heading={t(`palette.${group}`)} className={styles['group']}>
              {members.map((command) => (
                <Choice key={command.id} command={command} onClose={onClose} />
              ))}
            </Cmdk.Group>
          );
        })}
        {'community' in route && typed.trim().length >= ENOUGH && (
          <PaletteThings community={route.community} typed={typed} onClose={onClose} />
        )}
      </Cmdk.List>
    </Cmdk>
  );
}

function Choice({ command, onClose }: { command: Command; onClose: () => void }) {
  return (
    <Cmdk.Item
      value={command.id}
      keywords={[command.title, ...(command.words ?? [])]}
      className={styles['item']}
      onSelect={() => {
        onClose();
        command.run();
      }}
    >
      <span className={styles['icon']} aria-hidden>
        {command.icon ?? <ChevronRight className="mirrored" />}
      </span>
      <span className={styles['title']}>{command.title}</span>
      {command.keys !== undefined && <Keys keys={command.keys} />}
    </Cmdk.Item>
  );
}

/** The newest of those with one name. */
function withoutDoubles(commands: readonly Command[]): Command[] {
  const seen = new Set<string>();
  return commands.filter((command) => !seen.has(command.id) && seen.add(command.id));
}
