/** What was typed and not sent, per channel; it survives a reload of this tab. */
const prefix = 'kith.draft.';

export function readDraft(channel: string): string {
  return sessionStorage.getItem(prefix + channel) ?? '';
}

export function keepDraft(channel: string, text: string): void {
  if (text === '') sessionStorage.removeItem(prefix + channel);
  else sessionStorage.setItem(prefix + channel, text);
}
