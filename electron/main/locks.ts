/**
 * What no page may do here [THREAT-32]: leave its address, open windows, embed others, load anything from a network, or
 * get at the machine. Two things are let through: the clipboard takes what the person copies, and the camera reads a code
 * when the person says so.
 */
import type { Session, WebContents, WebFrameMain } from 'electron';
import { PAGE_ORIGIN } from '../shared/channels.ts';
import { isPage } from './page-scheme.ts';

/** Asks the person; true: this time. */
type AskForCamera = () => Promise<boolean>;

export function lockSession(session: Session, askForCamera: AskForCamera): void {
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) => {
    if (origin !== PAGE_ORIGIN && origin !== `${PAGE_ORIGIN}/`) return false;
    return permission === 'clipboard-sanitized-write' || (permission === 'media' && mediaType !== 'audio');
  });
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isOwn = details.isMainFrame && isPage(contents.getURL());
    if (!isOwn) return answer(false);
    if (permission === 'clipboard-sanitized-write') return answer(true);
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isCamera = permission === 'media' && types.length > 0 && types.every((type) => type === 'video');
    if (!isCamera) return answer(false);
    askForCamera().then(answer, () => answer(false));
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  // Nothing that the window shows comes from a network, and nothing goes there.
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  );
  session.on('will-download', (event, item) => {
    // What the page itself has made may be saved, where the person says.
    if (!item.getURL().startsWith(`blob:${PAGE_ORIGIN}/`)) event.preventDefault();
  });
}

/** `openOutside`: an address of the web that the person has clicked; whether it is opened is theirs to say. */
export function lockContents(contents: WebContents, openOutside: (url: string) => void): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebAddress(url)) openOutside(url);
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** May this frame talk to main? The page's own main frame, and it alone. */
export function isTrusted(frame: WebFrameMain | null, contents: WebContents | undefined): boolean {
  return frame !== null && contents !== undefined && frame === contents.mainFrame && isPage(frame.url);
}

/** Characters of an address that is opened outside. */
const LONGEST = 2_048;

function isWebAddress(url: string): boolean {
  return url.length <= LONGEST && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);
}
