/** The application's menu, and the one that a right click opens. */
import {
  app,
  clipboard,
  Menu,
  type ContextMenuParams,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import { text } from './text.ts';

/** Most shortcuts are the page's own; these are the ones that people expect of any window. */
export function setApplicationMenu(quit: () => void): void {
  const isMac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { role: 'close' },
    { label: text.quit, accelerator: 'CmdOrCtrl+Q', click: quit },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn' },
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? ([{ role: 'appMenu' }] as const) : []),
      { label: text.menu.file, submenu: file },
      { label: text.menu.edit, role: 'editMenu' },
      { label: text.menu.view, submenu: view },
      ...(isMac ? ([{ role: 'windowMenu' }] as const) : []),
    ]),
  );
}

/** Nothing to offer, no menu. */
export function openContextMenu(contents: WebContents, params: ContextMenuParams): void {
  const items = contextMenu(contents, params);
  if (items.length > 0) Menu.buildFromTemplate(items).popup();
}

function contextMenu(contents: WebContents, params: ContextMenuParams): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText, linkURL, misspelledWord, dictionarySuggestions } = params;
  const groups: MenuItemConstructorOptions[][] = [];
  if (misspelledWord !== '') {
    groups.push([
      ...dictionarySuggestions.map((word) => ({
        label: word,
        click: () => contents.replaceMisspelling(word),
      })),
      {
        label: text.menu.learn,
        click: () => {
          contents.session.addWordToSpellCheckerDictionary(misspelledWord);
        },
      },
    ]);
  }
  if (linkURL !== '' && !linkURL.startsWith('app:')) {
    groups.push([{ label: text.menu.copyLink, click: () => void clipboard.writeText(linkURL) }]);
  }
  if (isEditable) {
    groups.push([
      { role: 'cut', label: text.menu.cut, enabled: editFlags.canCut },
      { role: 'copy', label: text.menu.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: text.menu.paste, enabled: editFlags.canPaste },
      { role: 'selectAll', label: text.menu.selectAll, enabled: editFlags.canSelectAll },
    ]);
  } else if (selectionText.trim() !== '') {
    groups.push([{ role: 'copy', label: text.menu.copy }]);
  }
  return groups.flatMap((group, at) => (at === 0 ? group : [{ type: 'separator' as const }, ...group]));
}
