/** Makes the profile of the member who holds everything. */
import { buildCommunity } from '../data/build-community.ts';
import { answer } from './answering.ts';

answer({
  build: ({ origin, entriesFolder, messages }: { origin: string; entriesFolder: string; messages: number }) =>
    buildCommunity(origin, entriesFolder, messages),
});
