/**
 * What a scan of the window's code looks for, pinned: where the doors to the system are, how the one window is made, and
 * what its locks answer. That they hold in a real window is shown in test/electron/window/locks.test.ts.
 */
import type { Session, WebContents } from 'electron';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { pageHeaders } from '../../../core/node/page-headers.ts';
import { lockContents, lockSession } from '../../../electron/main/locks.ts';

vi.mock('electron', () => ({ protocol: {} }));

const root = new URL('../../../', import.meta.url).pathname;
const sources = new Map(
  globSync('{electron,renderer}/**/*.{ts,tsx,html}', { cwd: root }).map((name) => [
    name,
    readFileSync(`${root}${name}`, 'utf8'),
  ]),
);

/** The files with that in them. */
const where = (text: RegExp): string[] =>
  [...sources].flatMap(([name, source]) => (text.test(source) ? [name] : [])).sort();

describe('[THREAT-32] [DESKTOP-5] the doors of the window to the system', () => {
  test('are few, and each stands in one file', () => {
    expect(where(/new (BrowserWindow|BrowserView|WebContentsView)\b/)).toEqual(['electron/main/window.ts']);
    expect(where(/\bipcMain\b/)).toEqual(['electron/main/bridge-calls.ts']);
    expect(where(/\bcontextBridge\b/)).toEqual(['electron/preload/main.ts']);
    expect(where(/\bopenExternal\b/)).toEqual(['electron/main/questions.ts']);
    expect(where(/\bshell\.(open|show|trash|beep|write)/)).toEqual([
      'electron/main/kith-app.ts',
      'electron/main/questions.ts',
    ]);
    expect(where(/\bappendSwitch\b/)).toEqual(['electron/main/main.ts']);
    expect(where(/\bchild_process\b/)).toEqual(['electron/main/tray-area.ts']);
  });

  test('and none of those that lead past the locks is there at all', () => {
    for (const bad of [
      /nodeIntegration(InWorker|InSubFrames)?: true/,
      /(contextIsolation|sandbox|webSecurity): false/,
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|enableRemoteModule/,
      /allowpopups|<webview|webviewTag: true/,
      /\bopenPath\b|\bexecuteJavaScript\b|\binsertCSS\b|setCertificateVerifyProc|certificate-error/,
      /\beval\(|new Function\(|dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
      /remote-debugging|disable-web-security|'no-sandbox'\]|ignore-certificate-errors/,
      /bypassCSP: true|javascript:/,
    ]) {
      expect(where(bad), String(bad)).toEqual([]);
    }
  });

  test('the one window is sandboxed, isolated and without Node', () => {
    const source = sources.get('electron/main/window.ts')!;
    for (const wanted of [
      'sandbox: true',
      'contextIsolation: true',
      'nodeIntegration: false',
      'webviewTag: false',
      'navigateOnDragDrop: false',
      'devTools: !app.isPackaged',
    ]) {
      expect(source).toContain(wanted);
    }
  });

  test('the page runs no script and loads no style but its own files', () => {
    const policy = pageHeaders([])['Content-Security-Policy']!;
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "manifest-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });
});

describe('[THREAT-32] [DESKTOP-5] the locks', () => {
  const PAGE = 'app://kith/';

  function locked() {
    const set: Record<string, (...args: never[]) => unknown> = {};
    const note = (name: string) => (handler: (...args: never[]) => unknown) => {
      set[name] = handler;
    };
    const session = {
      setPermissionCheckHandler: note('check'),
      setPermissionRequestHandler: note('request'),
      setDevicePermissionHandler: note('device'),
      setDisplayMediaRequestHandler: note('display'),
      webRequest: { onBeforeRequest: (_filter: unknown, handler: never) => note('network')(handler) },
      on: (name: string, handler: never) => note(name)(handler),
    };
    lockSession(session as unknown as Session, () => Promise.resolve(true));
    return set as Record<string, (...args: unknown[]) => unknown>;
  }

  const asked = (url: string, permission: string, details: object): Promise<boolean> =>
    new Promise((resolve) => {
      locked()['request']!({ getURL: () => url }, permission, resolve, details);
    });

  test('give the page the clipboard and, when the person says so, the camera', async () => {
    const own = { isMainFrame: true };
    for (const permission of [
      'clipboard-read',
      'display-capture',
      'mediaKeySystem',
      'geolocation',
      'notifications',
      'midi',
      'midiSysex',
      'pointerLock',
      'fullscreen',
      'openExternal',
      'window-management',
      'fileSystem',
      'unknown',
    ]) {
      expect(await asked(PAGE, permission, own), permission).toBe(false);
      expect(locked()['check']!(null, permission, 'app://kith', {}), permission).toBe(false);
    }
    expect(await asked(PAGE, 'media', { ...own, mediaTypes: ['audio'] })).toBe(false);
    expect(await asked(PAGE, 'media', { ...own, mediaTypes: ['audio', 'video'] })).toBe(false);
    expect(await asked(PAGE, 'media', { ...own, mediaTypes: ['video'] })).toBe(true);
    expect(await asked(PAGE, 'clipboard-sanitized-write', own)).toBe(true);
  });

  test('give nothing to a frame in it, nor to another page', async () => {
    for (const permission of ['clipboard-sanitized-write', 'media']) {
      expect(await asked(PAGE, permission, { isMainFrame: false, mediaTypes: ['video'] })).toBe(false);
      expect(
        await asked('https://example.org/', permission, { isMainFrame: true, mediaTypes: ['video'] }),
      ).toBe(false);
      expect(locked()['check']!(null, permission, 'https://example.org', { mediaType: 'video' })).toBe(false);
    }
    expect(locked()['device']!({})).toBe(false);
  });

  test('hand the browser an address of the web, and nothing else', () => {
    let open: (request: { url: string }) => unknown = () => undefined;
    const opened: string[] = [];
    const contents = {
      on: () => {},
      setWindowOpenHandler: (handler: typeof open) => (open = handler),
      setWebRTCIPHandlingPolicy: () => {},
    };
    lockContents(contents as unknown as WebContents, (url) => opened.push(url));
    const web = ['https://example.org/', 'http://example.org/a?b#c'];
    for (const url of [
      ...web,
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,hello',
      'kith://join/aaaa',
      'smb://server/share',
      'ms-msdt:/id',
      'mailto:a@example.org',
      'app://kith/',
      'https://example.org/ --new-window',
      'https://',
      `https://example.org/${'a'.repeat(3_000)}`,
    ]) {
      expect(open({ url })).toEqual({ action: 'deny' });
    }
    expect(opened).toEqual(web);
  });
});
