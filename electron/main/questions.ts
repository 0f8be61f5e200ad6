/** What Kith asks in dialogs of the system: each a plain question with its answers. */
import { dialog, shell, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { word } from './text.ts';

/** True: Kith goes on. Undefined: neither, the window stays. */
export async function askWhetherToKeep(
  window: BrowserWindow,
  hasTray: boolean,
): Promise<boolean | undefined> {
  const detail = word('main.close.detail');
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: word('main.close.question'),
    detail: hasTray ? detail : `${detail} ${word('main.close.trayless')}`,
    buttons: [word('main.close.keep'), word('main.close.quit')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return response === 0 ? true : response === 1 ? false : undefined;
}

export function askForCamera(window: BrowserWindow | undefined): Promise<boolean> {
  return ask(window, {
    message: word('main.camera.question'),
    detail: word('main.camera.detail'),
    buttons: [word('main.camera.yes'), word('main.camera.no')],
  });
}

/** An address of the web, in the browser of the person's choice, if they say so. */
export async function openOutside(window: BrowserWindow | undefined, url: string): Promise<void> {
  const isWanted = await ask(window, {
    message: word('main.outside.question'),
    detail: url,
    buttons: [word('main.outside.yes'), word('main.outside.no')],
  });
  if (isWanted) await shell.openExternal(url);
}

/** True for the first button. */
async function ask(
  window: BrowserWindow | undefined,
  question: Pick<MessageBoxOptions, 'message' | 'detail' | 'buttons'>,
): Promise<boolean> {
  if (!window) return false;
  const { response } = await dialog.showMessageBox(window, {
    ...question,
    type: 'question',
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
