/**
 * Spell checking without a network: macOS and Windows bring their own. On Linux Chromium would fetch dictionaries from the
 * internet; it is pointed to nowhere instead, so there is none.
 */
import type { Session } from 'electron';

/** Nothing listens there, and nothing leaves the machine. */
const NOWHERE = 'http://127.0.0.1:9/';

export const hasSpellCheck = process.platform !== 'linux';

export function setSpellCheck(session: Session, isOn: boolean): void {
  if (!hasSpellCheck) session.setSpellCheckerDictionaryDownloadURL(NOWHERE);
  session.setSpellCheckerEnabled(hasSpellCheck && isOn);
}
