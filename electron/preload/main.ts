/**
 * The only script beside the page's own that its window runs: hands the bridge (core/api/desktop-bridge.ts) to the page,
 * and one port to the peer. Nothing of Electron itself reaches the page.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type {
  DeepLink,
  DesktopBridge,
  DesktopSettings,
  DesktopStatus,
  PickedFile,
} from '../../core/api/desktop-bridge.ts';
import {
  CALL,
  EVENT,
  PAGE_ORIGIN,
  PORT,
  VERSION_ARGUMENT,
  type BridgeAnswer,
  type BridgeCall,
  type BridgeEvent,
} from '../shared/channels.ts';

type Listener = (value: never) => void;

const listeners: Record<BridgeEvent, Set<Listener>> = {
  status: new Set(),
  deepLink: new Set(),
  route: new Set(),
};
/** What came while nobody listened: the newest status for everybody who comes later, the rest for the first alone. */
const latest = new Map<BridgeEvent, unknown>();

async function call<Value>(name: BridgeCall, ...input: unknown[]): Promise<Value> {
  const answer = (await ipcRenderer.invoke(CALL, name, input)) as BridgeAnswer;
  if (!answer.ok) throw new Error(answer.code);
  return answer.value as Value;
}

function listen<Value>(event: BridgeEvent, listener: (value: Value) => void): () => void {
  listeners[event].add(listener);
  if (latest.has(event)) {
    listener(latest.get(event) as Value);
    if (event !== 'status') latest.delete(event);
  }
  return () => {
    listeners[event].delete(listener);
  };
}

ipcRenderer.on(EVENT, (_event: IpcRendererEvent, name: BridgeEvent, value: unknown) => {
  if (name === 'status' || listeners[name].size === 0) latest.set(name, value);
  for (const listener of [...listeners[name]]) listener(value as never);
});

ipcRenderer.on(PORT, (event: IpcRendererEvent) => {
  // A port cannot go through the bridge; a message of the window, to this very page, can carry it.
  window.postMessage({ kith: 'port' }, location.origin, [...event.ports]);
});

const bridge: DesktopBridge = {
  appVersion:
    process.argv.find((each) => each.startsWith(VERSION_ARGUMENT))?.slice(VERSION_ARGUMENT.length) ?? '',
  system: process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux',
  onStatus: (listener) => listen<DesktopStatus>('status', listener),
  chooseKeys: (choice) => call('chooseKeys', choice),
  givePassphrase: (passphrase) => call('givePassphrase', passphrase),
  retry: () => call('retry'),
  rescue: () => call('rescue'),
  showLog: () => call('showLog'),
  connect: () => {
    void call('connect');
  },
  pickFile: (kind) => call<PickedFile | null>('pickFile', kind),
  saveFile: (kind, name) => call<PickedFile | null>('saveFile', kind, name),
  onDeepLink: (listener) => listen<DeepLink>('deepLink', listener),
  onRoute: (listener) => listen<string>('route', listener),
  settings: () => call<DesktopSettings>('settings'),
  changeSettings: (change) => call<DesktopSettings>('changeSettings', change),
  speak: (words) => call('speak', words),
  quit: () => call('quit'),
};

// A window is empty before the page comes, and nothing else gets the bridge.
if (location.href.startsWith(PAGE_ORIGIN)) {
  contextBridge.exposeInMainWorld('kithDesktop', bridge);
  // What happened before this page was there.
  void call('listen');
}
