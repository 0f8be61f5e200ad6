/** The recovery words, as the API has them. */
import type { recoveryMethods } from '../api/recovery-methods.ts';
import type { HandlersOf } from './handlers.ts';
import type { Recovery } from './recovery.ts';

export interface RecoveryContext {
  readonly recovery: Recovery;
  /** The device is to forget the roots as well. */
  readonly onConfirmed: () => Promise<void>;
}

export function recoveryHandlers({
  recovery,
  onConfirmed,
}: RecoveryContext): HandlersOf<typeof recoveryMethods> {
  return {
    recovery: () => Promise.resolve({ state: recovery.state }),
    recoveryWords: async () => ({ words: await recovery.words() }),
    recoveryConfirm: async ({ words }) => {
      await recovery.confirm(words);
      await onConfirmed();
      return { state: recovery.state };
    },
  };
}
