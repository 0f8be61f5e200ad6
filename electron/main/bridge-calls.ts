/**
 * What the page asks of main (core/api/desktop-bridge.ts), checked: the sender is the page's own main frame, the name is
 * in the table, the input has its shape. Anything else is refused with a code and changes nothing [THREAT-32].
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { DesktopChange, FileKind, KeysChoice } from '../../core/api/desktop-bridge.ts';
import { codeOf } from '../../core/base/kith-error.ts';
import type { Log } from '../../core/base/log.ts';
import { CALL, type BridgeAnswer, type BridgeCall } from '../shared/channels.ts';
import { notificationSettings, spokenWords } from './stored-window.ts';

export interface BridgeHandlers {
  readonly chooseKeys: (choice: KeysChoice) => Promise<void>;
  readonly givePassphrase: (passphrase: string) => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly rescue: () => Promise<void>;
  readonly showLog: () => Promise<void>;
  readonly connect: () => Promise<void>;
  readonly pickFile: (kind: FileKind) => Promise<unknown>;
  readonly saveFile: (kind: FileKind, name: string) => Promise<unknown>;
  readonly settings: () => Promise<unknown>;
  readonly changeSettings: (change: DesktopChange) => Promise<unknown>;
  readonly speak: (words: Readonly<Record<string, string>>) => Promise<void>;
  readonly quit: () => Promise<void>;
  readonly listen: () => Promise<void>;
}

const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(4_096));
const kind = v.picklist(['community', 'invitation', 'any']);
/** A name, not a path. */
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^/\\\p{Cc}]+$/u));

const inputs = {
  chooseKeys: v.strictTuple([
    v.variant('kind', [
      v.strictObject({ kind: v.literal('insecure') }),
      v.strictObject({ kind: v.literal('passphrase'), passphrase }),
    ]),
  ]),
  givePassphrase: v.strictTuple([passphrase]),
  retry: v.strictTuple([]),
  rescue: v.strictTuple([]),
  showLog: v.strictTuple([]),
  connect: v.strictTuple([]),
  pickFile: v.strictTuple([kind]),
  saveFile: v.strictTuple([kind, fileName]),
  settings: v.strictTuple([]),
  changeSettings: v.strictTuple([
    v.strictObject({
      closeToTray: v.optional(v.boolean()),
      startAtLogin: v.optional(v.boolean()),
      notifications: v.optional(notificationSettings),
      spellCheck: v.optional(v.boolean()),
    }),
  ]),
  speak: v.strictTuple([spokenWords]),
  quit: v.strictTuple([]),
  listen: v.strictTuple([]),
} satisfies Record<BridgeCall, v.GenericSchema>;

export function answerBridge(
  handlers: BridgeHandlers,
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
  log: Log,
): void {
  ipcMain.handle(CALL, async (event, name: unknown, input: unknown): Promise<BridgeAnswer> => {
    if (!isTrusted(event)) {
      log.warn('bridge.stranger');
      return { ok: false, code: 'METHOD_UNKNOWN' };
    }
    if (typeof name !== 'string' || !Object.hasOwn(inputs, name))
      return { ok: false, code: 'METHOD_UNKNOWN' };
    const decoded = v.safeParse(inputs[name as BridgeCall], input);
    if (!decoded.success) return { ok: false, code: 'INPUT_INVALID' };
    try {
      const handler = handlers[name as BridgeCall] as (...input: unknown[]) => Promise<unknown>;
      return { ok: true, value: await handler(...decoded.output) };
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  });
}
