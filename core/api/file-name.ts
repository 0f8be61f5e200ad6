/**
 * Names of files as people see them, and as a file is saved under: whatever somebody has called it. Guarantees: no path,
 * no control character, nothing that changes the direction of reading, so that an ending is where it seems to be. [ATT-7]
 */

const MOST = 120;
/** Controls, halves of characters, marks of direction, and what is invisible. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u2028\u2029\u3164\uffa0]/gu;
/** What some system takes for a part of a path, or for a command. */
const UNSAFE = /[<>:"/\\|?*]/g;
/** Names of devices on Windows. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What a computer runs, or may run, when somebody opens it. */
const PROGRAMS = new Set(
  (
    'app appimage apk bat bin chm cmd com cpl deb desktop dll dmg docm exe flatpakref hta htm html inf ipa iso jar js jse ' +
    'jnlp lnk mht mhtml msc msi mjs pif pkg pl potm ppam pptm ps1 py rb reg rpm run scf scr sh shtml snap svg svgz swf ' +
    'url vb vbe vbs vhd webloc wsf wsh xht xhtml xlam xlsm xltm xml xsl'
  ).split(' '),
);
const PAPERS = new Set(
  'avi bmp csv doc docx epub gif heic ics jpeg jpg md mkv mov mp3 mp4 odp ods odt ogg pdf png ppt pptx rtf tif tiff txt wav webp xls xlsx zip'.split(
    ' ',
  ),
);

/** Never empty; at most 120 characters, the ending kept. */
export function cleanFileName(name: string): string {
  const last =
    name
      .replace(UNSEEN, '')
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? '';
  const tidy = last
    .replace(UNSAFE, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const safe = RESERVED.test(tidy) ? `_${tidy}` : tidy;
  if (safe === '') return 'file';
  const letters = [...safe];
  if (letters.length <= MOST) return safe;
  const ending = [...endingWithDot(safe)];
  return [...letters.slice(0, MOST - ending.length), ...ending].join('');
}

/**
 * What a person is to be told before such a file is saved: it is something that a computer runs, or it is that and is
 * called as if it were a paper or a picture. Null: nothing.
 */
export function fileNameWarning(name: string): 'program' | 'disguised' | null {
  const parts = cleanFileName(name)
    .toLowerCase()
    .split('.')
    .map((part) => part.trim());
  if (parts.length < 2 || !PROGRAMS.has(parts.at(-1)!)) return null;
  return parts.slice(1, -1).some((part) => PAPERS.has(part)) ? 'disguised' : 'program';
}

function endingWithDot(name: string): string {
  const at = name.lastIndexOf('.');
  return at > 0 && name.length - at <= 12 ? name.slice(at) : '';
}
