/** The application's menu, and the one that a right click opens. */
import {
  app,
  clipboard,
  Menu,
  type ContextMenuParams,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import { word } from './text.ts';

/** Most shortcuts are the page's own; these are the ones that people expect of any window. */
export function setApplicationMenu(quit: () => void): void {
  const isMac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { role: 'close', label: word('main.menu.close') },
    { label: word('main.quit'), accelerator: 'CmdOrCtrl+Q', click: quit },
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo', label: word('main.menu.undo') },
    { role: 'redo', label: word('main.menu.redo') },
    { type: 'separator' },
    { role: 'cut', label: word('main.menu.cut') },
    { role: 'copy', label: word('main.menu.copy') },
    { role: 'paste', label: word('main.menu.paste') },
    { role: 'selectAll', label: word('main.menu.selectAll') },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: word('main.menu.larger') },
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut', label: word('main.menu.smaller') },
    { role: 'resetZoom', label: word('main.menu.usualSize') },
    { type: 'separator' },
    { role: 'togglefullscreen', label: word('main.menu.fullScreen') },
    ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? ([{ role: 'appMenu' }] as const) : []),
      { label: word('main.menu.file'), submenu: file },
      { label: word('main.menu.edit'), submenu: edit },
      { label: word('main.menu.view'), submenu: view },
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
        label: word('main.menu.learn'),
        click: () => {
          contents.session.addWordToSpellCheckerDictionary(misspelledWord);
        },
      },
    ]);
  }
  if (linkURL !== '' && !linkURL.startsWith('app:')) {
    groups.push([{ label: word('main.menu.copyLink'), click: () => void clipboard.writeText(linkURL) }]);
  }
  if (isEditable) {
    groups.push([
      { role: 'cut', label: word('main.menu.cut'), enabled: editFlags.canCut },
      { role: 'copy', label: word('main.menu.copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: word('main.menu.paste'), enabled: editFlags.canPaste },
      { role: 'selectAll', label: word('main.menu.selectAll'), enabled: editFlags.canSelectAll },
    ]);
  } else if (selectionText.trim() !== '') {
    groups.push([{ role: 'copy', label: word('main.menu.copy') }]);
  }
  return groups.flatMap((group, at) => (at === 0 ? group : [{ type: 'separator' as const }, ...group]));
}
