/** Takes the place of the system's notifications, of which there are none here. */
import type * as Electron from 'electron';
import type { Desktop } from './desktop.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
}

/** What is shown from now on. */
export async function watchNotifications(desktop: Desktop): Promise<() => Promise<Shown[]>> {
  await desktop.app.evaluate(({ Notification }) => {
    const shown: { title: string; body: string; click: () => void }[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body, click: () => this.emit('click') });
    };
  });
  return () =>
    desktop.app.evaluate(() =>
      (globalThis as unknown as { shown: Shown[] }).shown.map(({ title, body }) => ({ title, body })),
    );
}

export async function clickNotification(desktop: Desktop, number: number): Promise<void> {
  await desktop.app.evaluate((_, which) => {
    (globalThis as unknown as { shown: { click(): void }[] }).shown[which]!.click();
  }, number);
}

export function isVisible(desktop: Desktop): Promise<boolean> {
  return desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
}
