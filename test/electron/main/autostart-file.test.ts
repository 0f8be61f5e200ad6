import { expect, it } from 'vitest';
import { autostartFile } from '../../../electron/main/autostart-file.ts';

function execOf(...command: string[]): string {
  return /^Exec=(.*)$/m.exec(autostartFile(command))![1]!;
}

it('[DESKTOP-10] starts exactly that program at login, whatever its path holds', () => {
  expect(execOf('/usr/lib/kith/kith', '--hidden')).toBe('"/usr/lib/kith/kith" "--hidden"');
  expect(execOf('/opt/my apps/100%/kith')).toBe('"/opt/my apps/100%%/kith"');
  // A dollar, a backtick, a quote and a backslash are escaped, and each backslash stands twice in a string.
  expect(execOf('/a"b')).toBe(String.raw`"/a\\"b"`);
  expect(execOf('/a$b`c')).toBe(String.raw`"/a\\$b\\` + '`c"');
  expect(execOf('/a\\b')).toBe(String.raw`"/a\\\\b"`);
});
