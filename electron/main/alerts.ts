/** Notifications of the system; a click leads to what they are about. */
import { Notification } from 'electron';
import { icon } from './icon.ts';
import type { ShownAlert } from './shown-alert.ts';

/** Notifications that can still be clicked. */
const KEPT = 20;

export class Alerts {
  readonly #onClick: (route: string) => void;
  /** A notification that nobody holds loses its click. */
  #shown: Notification[] = [];

  constructor(onClick: (route: string) => void) {
    this.#onClick = onClick;
  }

  show({ title, body, route }: ShownAlert): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, icon: icon('kith') });
    notification.on('click', () => this.#onClick(route));
    notification.on('close', () => {
      this.#shown = this.#shown.filter((each) => each !== notification);
    });
    this.#shown = [...this.#shown, notification].slice(-KEPT);
    notification.show();
  }
}
