/** What Kith asks in dialogs of the system: each a plain question with its answers. */
import { dialog, shell, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { text } from './text.ts';

/** True: Kith goes on. Undefined: neither, the window stays. */
export async function askWhetherToKeep(
  window: BrowserWindow,
  hasTray: boolean,
): Promise<boolean | undefined> {
  const { question, detail, trayless, keep, quit } = text.close;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: question,
    detail: hasTray ? detail : `${detail} ${trayless}`,
    buttons: [keep, quit],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return response === 0 ? true : response === 1 ? false : undefined;
}

export function askForCamera(window: BrowserWindow | undefined): Promise<boolean> {
  const { question, detail, yes, no } = text.camera;
  return ask(window, { message: question, detail, buttons: [yes, no] });
}

/** An address of the web, in the browser of the person's choice, if they say so. */
export async function openOutside(window: BrowserWindow | undefined, url: string): Promise<void> {
  const { question, yes, no } = text.outside;
  if (await ask(window, { message: question, detail: url, buttons: [yes, no] }))
    await shell.openExternal(url);
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
