/** The recovery words: what brings a person back when every device is lost. */
import * as v from 'valibot';
import { nothing, text } from './fields.ts';
import { command, query } from './method.ts';

/**
 * unconfirmed   the words can be shown; what they spell lies sealed on this device
 * confirmed     the person has them on paper; this device has forgotten them
 */
export type RecoveryState = 'unconfirmed' | 'confirmed';

export const recoveryMethods = {
  recovery: query<{ state: RecoveryState }>()(nothing),
  /** 24 words, always the same ones. A command, as what it shows is secret. WORDS_GONE once they are confirmed. */
  recoveryWords: command<{ words: string[] }>()(nothing),
  /**
   * All words in their order, with whatever between them; capitals and numbering are forgiven. This device then forgets
   * them. WORDS_COUNT, WORD_UNKNOWN (details: word), WORDS_WRONG, WORDS_OTHER, WORDS_GONE.
   */
  recoveryConfirm: command<{ state: RecoveryState }>()(v.strictObject({ words: text })),
};
