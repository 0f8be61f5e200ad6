/**
 * Spell checking without a network: macOS and Windows have their own; on Linux Chromium would fetch dictionaries from the
 * internet, so it is pointed to nowhere and only gets those that are installed on the machine.
 */
import type { Session } from 'electron';

/** Nothing listens there, and nothing leaves the machine. */
const NOWHERE = 'http://127.0.0.1:9/';

export function setSpellCheck(session: Session, isOn: boolean): void {
  if (process.platform === 'linux') session.setSpellCheckerDictionaryDownloadURL(NOWHERE);
  session.setSpellCheckerEnabled(isOn);
}
