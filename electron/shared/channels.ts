/** The names of what main and preload say to each other: one for calls, one for events, one for the port. */
export const CALL = 'kith:call';
export const EVENT = 'kith:event';
export const PORT = 'kith:port';

/** Where the page lives, and nothing else does. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = 'app://kith';

/** What the page may ask of main. `bridge-calls.ts` checks what comes with it. */
export type BridgeCall =
  | 'chooseKeys'
  | 'givePassphrase'
  | 'retry'
  | 'rescue'
  | 'showLog'
  | 'connect'
  | 'pickFile'
  | 'saveFile'
  | 'settings'
  | 'changeSettings'
  | 'speak'
  | 'quit'
  | 'listen';

/** IPC loses the code of an error: it travels as a value. */
export type BridgeAnswer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string };

export type BridgeEvent = 'status' | 'deepLink' | 'route';

/** How the preload script learns the app's version: an argument of the page's process. */
export const VERSION_ARGUMENT = '--kith-version=';
