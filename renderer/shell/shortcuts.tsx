/**
 * The keyboard's way everywhere: the palette, the sheet of keys, and the keys of every command that is offered. Guarantees:
 * a single key does nothing while somebody writes or while something lies over the page.
 */
import { Command as CommandIcon, Keyboard } from 'lucide-react';
import { createContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { t } from '../text/text.ts';
import { currentCommands, useCommands } from './commands.ts';
import { KeySheet } from './key-sheet.tsx';
import { pressed } from './keys.ts';
import { Palette } from './palette.tsx';

/** Milliseconds in which the second key of two has to come. */
const PATIENCE = 1_500;

export const OpenPalette = createContext<() => void>(() => {});

export function Shortcuts({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState<'palette' | 'keys' | null>(null);
  const commands = useMemo(
    () => [
      {
        id: 'palette',
        title: t('palette.open'),
        keys: 'mod+k',
        icon: <CommandIcon />,
        run: () => {
          setOpen('palette');
        },
      },
      {
        id: 'keys',
        title: t('keyboard.title'),
        group: 'look' as const,
        keys: '?',
        icon: <Keyboard />,
        run: () => {
          setOpen('keys');
        },
      },
    ],
    [],
  );
  useCommands(commands);
  useKeys();
  const close = (): void => {
    setOpen(null);
  };
  return (
    <OpenPalette value={() => setOpen('palette')}>
      {children}
      <Palette open={isOpen === 'palette'} onClose={close} />
      <KeySheet open={isOpen === 'keys'} onClose={close} />
    </OpenPalette>
  );
}

function useKeys(): void {
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const key = pressed(event);
      if (!key.includes('mod+') && (isWriting(event.target) || isCovered())) return;
      const both = event.timeStamp - firstAt < PATIENCE ? `${first} ${key}` : key;
      const commands = currentCommands().filter((command) => command.keys !== undefined);
      const found =
        commands.find((command) => command.keys === both) ?? commands.find((command) => command.keys === key);
      const isFirst = commands.some((command) => command.keys!.startsWith(`${key} `));
      first = found ? '' : key;
      firstAt = isFirst ? event.timeStamp : -PATIENCE;
      if (!found) return;
      event.preventDefault();
      found.run();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  );
}

/** A notice is a dialog to those who listen, but lies beside the page and takes nothing from it. */
function isCovered(): boolean {
  const covers = document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]');
  return [...covers].some((each) => each.closest('[data-notices]') === null);
}
