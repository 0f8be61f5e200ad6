/** The proof that what lies on this disk is what was written. */
import { decodeInput } from '../../core/api/decode-input.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { inSession, type Command } from '../command.ts';
import { count, lines } from '../text.ts';

export const verifyCommand: Command = {
  path: 'verify',
  args: '<community>',
  summary: 'recompute everything of a community from disk',
  run: async (context) => {
    const input = decodeInput('verify', { community: context.given.argument('community') });
    const report = await inSession(context, false, (api) => api.verify(input));
    const { entries, heads, state, faults } = report;
    context.answer(
      report,
      lines(
        `${count(entries, 'entry', 'entries')}, ${count(heads, 'head')}, state ${state}`,
        faults.length === 0 && 'All is well.',
        ...faults,
      ),
    );
    if (faults.length > 0) throw new KithError('VERIFY_FAULTS', 'VERIFY_FAULTS', { count: faults.length });
  },
};
