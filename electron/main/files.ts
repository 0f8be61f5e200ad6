/** Files that the person picks in the system's dialogs. The page gets a pass for each, never a path. */
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { basename } from 'node:path';
import type { FileKind, PickedFile } from '../../core/api/desktop-bridge.ts';
import { toBase32 } from '../../core/base/base32.ts';
import type { Random } from '../../core/base/clock.ts';
import { word } from './text.ts';

const PASS = 'kith-file:';

interface Picked extends PickedFile {
  readonly path: string;
}

export async function pickFile(
  window: BrowserWindow,
  kind: FileKind,
  random: Random,
): Promise<Picked | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: word(`main.pick.${kind}`),
    properties: ['openFile'],
    filters: filtersOf(kind),
  });
  const [path] = filePaths;
  return canceled || path === undefined ? undefined : picked(path, random);
}

export async function saveFile(
  window: BrowserWindow,
  kind: FileKind,
  name: string,
  random: Random,
): Promise<Picked | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: word(`main.save.${kind}`),
    defaultPath: name,
    filters: filtersOf(kind),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? undefined : picked(filePath, random);
}

function picked(path: string, random: Random): Picked {
  return { file: `${PASS}${toBase32(random.bytes(20))}`, name: basename(path), path };
}

function filtersOf(kind: FileKind): FileFilter[] {
  const all = { name: word('main.filter.all'), extensions: ['*'] };
  return kind === 'any' ? [all] : [{ name: word('main.filter.community'), extensions: ['kith'] }, all];
}
