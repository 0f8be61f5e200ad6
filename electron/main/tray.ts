/** Kith's icon in the tray, while the desktop shows one. */
import { Menu, Tray } from 'electron';
import { icon } from './icon.ts';
import { text } from './text.ts';

export class KithTray {
  readonly #tray: Tray;

  constructor(actions: { readonly open: () => void; readonly quit: () => void; readonly profile: string }) {
    this.#tray = new Tray(icon('tray'));
    this.#tray.setToolTip(actions.profile === '' ? text.name : `${text.name} · ${actions.profile}`);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text.open, click: actions.open },
        { type: 'separator' },
        { label: text.quit, click: actions.quit },
      ]),
    );
    this.#tray.on('click', actions.open);
  }

  destroy(): void {
    this.#tray.destroy();
  }
}
