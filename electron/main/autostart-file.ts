/** A desktop entry that starts a program at login, by the freedesktop.org rules of quoting. */
import { NAME, word } from './text.ts';

export function autostartFile(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${NAME}`,
    `Comment=${word('main.login')}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=kith',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** In double quotes four characters are escaped; the whole is a string value, in which a backslash counts twice. */
function quoted(word: string): string {
  const inner = word.replace(/[\\"`$]/g, '\\$&').replace(/%/g, '%%');
  return `"${inner.replace(/\\/g, '\\\\')}"`;
}
