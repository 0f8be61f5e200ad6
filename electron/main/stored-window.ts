/**
 * `window.json` in the profile: where the window stood and what the person chose about it. Nothing in it is believed that
 * cannot be so; what is missing or damaged is the standard.
 */
import * as v from 'valibot';
import type { NotificationSettings } from '../../core/api/desktop-bridge.ts';
import { isDesktopWord } from '../../core/api/desktop-words.ts';
import { fromUtf8, utf8 } from '../../core/base/bytes.ts';

const pixel = v.pipe(v.number(), v.safeInteger(), v.minValue(-100_000), v.maxValue(100_000));

export const notificationSettings = v.strictObject({
  enabled: v.boolean(),
  showContents: v.boolean(),
  mentions: v.boolean(),
  replies: v.boolean(),
  loans: v.boolean(),
});

const bounds = v.object({ x: pixel, y: pixel, width: pixel, height: pixel });

/** Texts of the person's language, by their names in the catalogue. */
export const spokenWords = v.pipe(
  v.record(v.pipe(v.string(), v.check(isDesktopWord)), v.pipe(v.string(), v.maxLength(400))),
  v.check((words) => Object.keys(words).length <= 200),
);

const storedWindow = v.object({
  bounds: v.fallback(v.nullable(bounds), null),
  isMaximized: v.fallback(v.boolean(), false),
  closeToTray: v.fallback(v.nullable(v.boolean()), null),
  notifications: v.fallback(notificationSettings, {
    enabled: true,
    showContents: true,
    mentions: true,
    replies: true,
    loans: true,
  }),
  spellCheck: v.fallback(v.boolean(), true),
  words: v.fallback(spokenWords, {}),
});

export type Bounds = v.InferOutput<typeof bounds>;

export interface StoredWindow {
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
  /** Null: not asked yet. */
  readonly closeToTray: boolean | null;
  readonly notifications: NotificationSettings;
  readonly spellCheck: boolean;
  /** What the system draws is in this language from the start; empty: English. */
  readonly words: Readonly<Record<string, string>>;
}

export function decodeWindow(bytes: Uint8Array | undefined): StoredWindow {
  let value: unknown = {};
  try {
    value = JSON.parse((bytes && fromUtf8(bytes)) ?? '{}');
  } catch {
    // As if there were none.
  }
  const result = v.safeParse(storedWindow, value);
  return result.success ? result.output : v.parse(storedWindow, {});
}

export function encodeWindow(window: StoredWindow): Uint8Array {
  return utf8(`${JSON.stringify(window, null, 2)}\n`);
}
