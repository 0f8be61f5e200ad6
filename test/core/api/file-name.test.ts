import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, fileNameWarning } from '../../../core/api/file-name.ts';

const odd = fc.constantFrom(
  ...'ab .Z/\\:*?<>|"\0\n\u202e\u200b\ufeff\ud800é漢'.split(''),
  '😀',
  '.exe',
  'con',
);

describe('the name of a file', () => {
  it('[ATT-7] [THREAT-35] loses its path, what cannot be seen, and what turns it round', () => {
    const names: [string, string][] = [
      ['Drill.jpg', 'Drill.jpg'],
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\ana\\drill.jpg', 'drill.jpg'],
      ['invoice\u202egpj.exe', 'invoicegpj.exe'],
      ['a\u0000b\nc.txt', 'abc.txt'],
      ['  spaced   out .txt ', 'spaced out .txt'],
      ['...', 'file'],
      ['', 'file'],
      ['/', 'file'],
      ['CON', '_CON'],
      ['nul.txt', '_nul.txt'],
      ['what?<b>*.txt', 'what__b__.txt'],
      ['صورة.jpg', 'صورة.jpg'],
    ];
    for (const [name, clean] of names) expect(cleanFileName(name), name).toBe(clean);
  });

  it('[ATT-7] keeps its ending when it is shortened', () => {
    const clean = cleanFileName(`${'x'.repeat(500)}.jpeg`);
    expect(clean).toHaveLength(120);
    expect(clean.endsWith('x.jpeg')).toBe(true);
  });

  it('[ATT-7] is never empty or a path, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: odd, maxLength: 200 }), (name) => {
        const clean = cleanFileName(name);
        expect(clean).not.toMatch(/^$|[/\\<>:"|?*]|^\.|\.$/);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });

  it('[ATT-7] [THREAT-35] says when a computer would run it, and when it is called like a paper', () => {
    for (const name of ['setup.exe', 'run.sh', 'page.HTML', 'logo.svg', 'macro.docm', 'x. exe'])
      expect(fileNameWarning(name), name).toBe('program');
    for (const name of ['invoice.pdf.exe', 'photo.jpg .scr', 'holiday.PNG.js'])
      expect(fileNameWarning(name), name).toBe('disguised');
    for (const name of ['invoice.pdf', 'exe', 'notes.v2.txt', 'README', 'a.exe.pdf'])
      expect(fileNameWarning(name), name).toBeNull();
  });
});
