/** English: every word that people see, one file for each screen. A name begins with the screen or the thing it is about. */
import { desktopWords } from '../../core/api/desktop-words.ts';
import { attachments } from './en/attachments.ts';
import { board } from './en/board.ts';
import { card } from './en/card.ts';
import { chat } from './en/chat.ts';
import { common } from './en/common.ts';
import { connections } from './en/connections.ts';
import { copied } from './en/copied.ts';
import { desktop } from './en/desktop.ts';
import { firstRun } from './en/first-run.ts';
import { home } from './en/home.ts';
import { inventory } from './en/inventory.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { spaces } from './en/spaces.ts';
import { trust } from './en/trust.ts';

export const en = {
  ...common,
  ...firstRun,
  ...home,
  ...board,
  ...card,
  ...inventory,
  ...attachments,
  ...chat,
  ...people,
  ...connections,
  ...copied,
  ...desktop,
  ...settings,
  ...trust,
  ...spaces,
  ...desktopWords,
} as const;

/** A catalogue of any language: what it lacks is shown in English. */
export type Catalogue = Readonly<Record<string, string>>;
