/** Kith's icon in the tray, while the desktop shows one. */
import { Menu, Tray } from 'electron';
import { icon } from './icon.ts';
import { NAME, word } from './text.ts';

interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
  readonly profile: string;
}

export class KithTray {
  readonly #actions: TrayActions;
  readonly #tray: Tray;

  constructor(actions: TrayActions) {
    this.#actions = actions;
    this.#tray = new Tray(icon('tray'));
    this.#tray.setToolTip(actions.profile === '' ? NAME : `${NAME} · ${actions.profile}`);
    this.#tray.on('click', actions.open);
    this.relabel();
  }

  /** In the language of now. */
  relabel(): void {
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: word('main.open'), click: this.#actions.open },
        { type: 'separator' },
        { label: word('main.quit'), click: this.#actions.quit },
      ]),
    );
  }

  destroy(): void {
    this.#tray.destroy();
  }
}
