/** The desktop window's bridge; undefined where the page is shown by a browser. */
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';

declare global {
  interface Window {
    /** Put there by electron/preload, before any script of the page. */
    readonly kithDesktop?: DesktopBridge;
  }
}

export const desktop: DesktopBridge | undefined = window.kithDesktop;
