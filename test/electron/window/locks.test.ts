/** What a page, its own or another, cannot do in the window. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DesktopBridge } from '../../../core/api/desktop-bridge.ts';
import { answerDialogs, Desktop, until } from './desktop.ts';

let desktop: Desktop;

type WithBridge = typeof globalThis & { kithDesktop: DesktopBridge };

beforeAll(async () => {
  desktop = await Desktop.open();
  await desktop.settle('Ada');
  await desktop.found('Elm Street');
});

afterAll(() => desktop.quit());

describe('[THREAT-32] the page of the window', () => {
  test('[DESKTOP-5] has no Node, no Electron, and one bridge', async () => {
    const seen = await desktop.page.evaluate(() => ({
      names: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
      bridge: Object.keys((window as unknown as WithBridge).kithDesktop).sort(),
      origin: location.origin,
    }));
    expect(seen.names).toEqual([]);
    expect(seen.origin).toBe('app://kith');
    expect(seen.bridge).toEqual([
      'appVersion', 'changeSettings', 'chooseKeys', 'connect', 'givePassphrase', 'onDeepLink', 'onRoute', 'onStatus',
      'pickFile', 'quit', 'rescue', 'retry', 'saveFile', 'settings', 'showLog', 'speak', 'system',
    ]); // prettier-ignore
    const sandboxed = await desktop.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      const all = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = all.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    });
    expect(sandboxed).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test('[DESKTOP-5] runs nothing but its own files', async () => {
    const refused = await desktop.page.evaluate(async () => {
      const blocked = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          if (effectiveDirective === 'frame-src') resolve('blocked');
        });
      });
      const inline = document.createElement('script');
      Object.assign(window, { ran: false });
      try {
        inline.text = 'window.ran = true';
        document.head.append(inline);
      } catch {
        // Trusted types refuse the text already.
      }
      const frame = document.createElement('iframe');
      frame.src = 'data:text/html,hello';
      document.body.append(frame);
      const answers = await Promise.all(
        ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd'].map((url) =>
          fetch(url).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      );
      const framed = await blocked;
      frame.remove();
      inline.remove();
      return { answers, framed, ran: (window as unknown as { ran: boolean }).ran };
    });
    expect(refused.answers).toEqual(['refused', 'refused', 'refused']);
    expect(refused.ran).toBe(false);
    expect(refused.framed).toBe('blocked');
  });

  test('[DESKTOP-5] finds only what belongs to it under its address', async () => {
    const found = await desktop.page.evaluate(async () => {
      const paths = [
        '/',
        '/../electron/main.cjs',
        '/%2e%2e/electron/main.cjs',
        '/..%2felectron%2fmain.cjs',
        '/etc/passwd',
      ];
      const own = await Promise.all(paths.map(async (path) => (await fetch(path)).status));
      const other = await fetch('app://other/').then(
        ({ status }) => status,
        () => 'refused',
      );
      return { own, other };
    });
    expect(found.own).toEqual([200, 404, 404, 404, 404]);
    expect([404, 'refused']).toContain(found.other);
  });

  test('[DESKTOP-5] opens no window, and leaves its address never', async () => {
    const asked = await answerDialogs(desktop, 1);
    const opened = await desktop.page.evaluate(() => [
      window.open('about:blank') === null,
      window.open('app://kith/') === null,
      window.open('https://example.org/') === null,
    ]);
    expect(opened).toEqual([true, true, true]);
    // An address of the web is offered to the browser, if the person says so.
    expect(await asked()).toEqual(['Open this address in your browser? https://example.org/']);
    expect(desktop.app.windows()).toHaveLength(1);
    const { page } = desktop;
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'data:text/html,hello',
      'app://other/',
    ]) {
      await page.evaluate((to) => {
        const link = document.createElement('a');
        link.href = to;
        document.body.append(link);
        link.click();
        link.remove();
      }, url);
    }
    const [title, address] = await page.evaluate(() => [
      document.querySelector('h1')?.innerText,
      location.href,
    ]);
    expect(title).toBe('Elm Street');
    expect(address).toMatch(/^app:\/\/kith\//);
  });

  test('[DESKTOP-5] gets no permission but the camera, and that only when the person says so', async () => {
    const { page } = desktop;
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'microphone',
        'midi',
        'persistent-storage',
        'clipboard-read',
      ];
      const found = await Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'unknown',
          ),
        ),
      );
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        ({ name }: Error) => name,
      );
      const place = await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        );
      });
      return { found, microphone, place, notification: await Notification.requestPermission() };
    });
    expect(states.found).not.toContain('granted');
    expect(states).toMatchObject({ place: 'denied', notification: 'denied' });
    expect(states.microphone).toMatch(/NotAllowedError|NotFoundError/);
    const asked = await answerDialogs(desktop, 1);
    const camera = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        ({ name }: Error) => name,
      ),
    );
    // Without a camera in the machine nobody is asked.
    expect(['NotAllowedError', 'NotFoundError']).toContain(camera);
    if (camera === 'NotAllowedError') expect((await asked()).join()).toContain('camera');
  });

  test('[DESKTOP-6] names no file by itself: only what the person has picked', async () => {
    const target = join(desktop.home, 'stolen.kith');
    const { communities } = await desktop.kith<{ communities: { id: string }[] }>('communities');
    const answers = await desktop.page.evaluate(
      async ({ community, path }) => {
        const bridge = (window as unknown as WithBridge).kithDesktop;
        const port = await new Promise<MessagePort>((resolve) => {
          window.addEventListener('message', ({ ports: [given] }) => given && resolve(given), { once: true });
          bridge.connect();
        });
        const ask = (id: number, name: string, input: unknown): Promise<unknown> =>
          new Promise((resolve) => {
            port.addEventListener('message', ({ data }: MessageEvent<string>) => {
              const frame = JSON.parse(data) as { id: number };
              if (frame.id === id) resolve(frame);
            });
            port.start();
            port.postMessage(JSON.stringify({ t: 'call', id, name, input }));
          });
        const found = [
          await ask(1, 'bundleExport', { community, file: path }),
          await ask(2, 'bundleImport', { file: '/etc/passwd' }),
          await ask(3, 'bundleExport', { community, file: 'kith-file:aaaa' }),
        ];
        port.close();
        return found;
      },
      { community: communities[0]!.id, path: target },
    );
    expect(answers).toMatchObject([
      { t: 'failure', code: 'FILE_UNREADABLE' },
      { t: 'failure', code: 'FILE_UNREADABLE' },
      { t: 'failure', code: 'FILE_UNREADABLE' },
    ]);
  });

  test('[DESKTOP-6] asks main only for what is in the table, in its form', async () => {
    const refusals = await desktop.page.evaluate(async () => {
      const bridge = (window as unknown as WithBridge).kithDesktop as unknown as Record<
        string,
        (...input: unknown[]) => Promise<unknown>
      >;
      const wrong: [string, ...unknown[]][] = [
        ['saveFile', 'community', '../../etc/passwd'],
        ['saveFile', 'community', ''],
        ['pickFile', 'everything'],
        ['changeSettings', { closeToTray: 'yes' }],
        ['changeSettings', { shell: 'rm' }],
        ['givePassphrase', { toString: 1 }],
        ['chooseKeys', { kind: 'none' }],
        ['speak', { 'action.add': 'x' }],
        ['speak', { 'main.quit': 'x'.repeat(1_000) }],
      ];
      return Promise.all(
        wrong.map(([name, ...input]) =>
          bridge[name]!(...input).then(
            () => 'taken',
            (error: Error) => error.message,
          ),
        ),
      );
    });
    expect(refusals).toEqual(refusals.map(() => 'INPUT_INVALID'));
  });
});

describe('[THREAT-32] another page', () => {
  test('[DESKTOP-6] gets no bridge, and no answer where it talks to main by itself', async () => {
    const script = join(desktop.home, 'foreign.cjs');
    await writeFile(
      script,
      `const { contextBridge, ipcRenderer } = require('electron');
       contextBridge.exposeInMainWorld('ask', () => ipcRenderer.invoke('kith:call', 'settings', []));`,
    );
    const found = await desktop.app.evaluate(async ({ BrowserWindow }, foreign) => {
      const own = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): { preload: string };
      };
      const load = async (preload: string, code: string): Promise<unknown> => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload } });
        await window.loadURL('data:text/html,hello');
        const value: unknown = await window.webContents.executeJavaScript(code);
        window.destroy();
        return value;
      };
      return {
        bridge: await load(own.getLastWebPreferences().preload, "'kithDesktop' in window"),
        answer: await load(foreign, 'window.ask()'),
      };
    }, script);
    expect(found).toEqual({ bridge: false, answer: { ok: false, code: 'METHOD_UNKNOWN' } });
    await until('the log', async () => (await desktop.read('kith.log')).includes('bridge.stranger'));
  });
});
