/**
 * The words of what the system draws for the desktop window: dialogs, tray, menus, notifications. English here, as part of
 * the page's catalogue; the page says them in the language that the person has chosen (DesktopBridge.speak). Places are
 * `{{name}}`.
 */
export const desktopWords = {
  'main.open': 'Open Kith',
  'main.quit': 'Quit Kith',
  'main.close.question': 'Keep Kith running when you close the window?',
  'main.close.detail':
    'Your neighbours get your news, and you get theirs, only while Kith runs. You can change this in the settings.',
  'main.close.trayless':
    'This desktop has no tray, so Kith stays among the minimised windows; opening Kith again also brings it back.',
  'main.close.keep': 'Keep running',
  'main.close.quit': 'Quit',
  'main.camera.question': 'May Kith use the camera?',
  'main.camera.detail': 'To read the code of an invitation. Nothing is recorded and nothing is sent.',
  'main.camera.yes': 'Use the camera',
  'main.camera.no': 'No',
  'main.outside.question': 'Open this address in your browser?',
  'main.outside.yes': 'Open',
  'main.outside.no': 'Cancel',
  'main.pick.community': 'Import a file',
  'main.pick.invitation': 'Open an invitation',
  'main.pick.any': 'Open a file',
  'main.save.community': 'Export to a file',
  'main.save.invitation': 'Save the invitation',
  'main.save.any': 'Save to a file',
  'main.filter.community': 'Files of Kith',
  'main.filter.all': 'All files',
  'main.menu.file': '&File',
  'main.menu.edit': '&Edit',
  'main.menu.view': '&View',
  'main.menu.close': 'Close the window',
  'main.menu.undo': 'Undo',
  'main.menu.redo': 'Redo',
  'main.menu.cut': 'Cut',
  'main.menu.copy': 'Copy',
  'main.menu.paste': 'Paste',
  'main.menu.selectAll': 'Select all',
  'main.menu.larger': 'Larger',
  'main.menu.smaller': 'Smaller',
  'main.menu.usualSize': 'Usual size',
  'main.menu.fullScreen': 'Full screen',
  'main.menu.copyLink': 'Copy the address',
  'main.menu.learn': 'Add to the dictionary',
  'main.alert.mention': '{{name}} mentioned you in {{community}}',
  'main.alert.reply': '{{name}} answered you in {{community}}',
  'main.alert.loan': 'News of a loan in {{community}}',
  'main.alert.card': 'A card for you in {{community}}',
  'main.alert.someone': 'Somebody',
  'main.login': 'Keeps your communities in step with your neighbours',
  'main.fault': 'Kith cannot start',
} as const;

export type DesktopWord = keyof typeof desktopWords;

/** Texts of a catalogue that main says: its own, and the sentences that stand in notifications. */
export function isDesktopWord(name: string): boolean {
  return Object.hasOwn(desktopWords, name) || /^code\.(LOAN|ITEM|CARD)_\w+$/.test(name);
}
