/** What can be read of a damaged profile, in a new database. */
import { KithError } from '../../core/base/kith-error.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';
import type { Command } from '../command.ts';
import { readPassphrase } from '../passphrase.ts';
import { count, lines } from '../text.ts';

export const rescueCommand: Command = {
  path: 'rescue',
  summary: 'save what can be read of a damaged profile; neighbours have the rest',
  options: [['--alone', 'nobody else can have what is missing of your own changes: write on without it']],
  run: async (context) => {
    const { place } = context;
    const channel = await connectToPeer(place.folder);
    if (channel) {
      channel.close();
      throw new KithError('PROFILE_IN_USE');
    }
    const passphrase = await readPassphrase(place.passphraseFile);
    const { rescueProfile } = await import('../../core/node/rescue-profile.ts');
    const rescue = await rescueProfile(
      place.folder,
      { passphrase },
      { isAlone: context.given.flag('alone') },
    );
    const { communities, entries, missing, aside } = rescue;
    context.answer(
      rescue,
      lines(
        `${count(entries, 'entry', 'entries')} of ${count(communities, 'community', 'communities')} saved, ${missing} missing.`,
        missing > 0 && 'Meet a neighbour before you change anything: kith sync brings back what they have.',
        `The damaged files are kept in ${aside}`,
      ),
    );
  },
};
