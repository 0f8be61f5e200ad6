/**
 * An invitation that was opened outside of Kith (a kith:// address) and waits for the form that reads it. Nothing is done
 * with it but to fill it in: the person sees who invites to what, and decides.
 */
let waiting: string | undefined;
const listeners = new Set<() => void>();

export function putInvitation(link: string): void {
  waiting = link;
  for (const listener of [...listeners]) listener();
}

/** Once: whoever takes it has it. */
export function takeInvitation(): string | undefined {
  const link = waiting;
  waiting = undefined;
  return link;
}

/** Another one has come, while the form is there already. */
export function onInvitation(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
