/** The community that this browser showed last. */
const STORED = 'kith.community';

export function lastCommunity(): string | null {
  return localStorage.getItem(STORED);
}

export function rememberCommunity(id: string): void {
  localStorage.setItem(STORED, id);
}
