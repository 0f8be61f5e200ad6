/** After the demo is built its neighbours say a few things more, so that the pages are seen to live; then they rest. */
import type { Neighbour } from './neighbour.ts';

/** Milliseconds between two messages. */
const PACE = 20_000;

const talk: readonly (readonly [who: number, text: string])[] = [
  [1, 'I have just put the ladder back behind the shed, it is dry again.'],
  [2, 'Thanks! I need it on Sunday for the gutters.'],
  [0, 'Has anybody seen the extension lead? The long orange one.'],
  [2, 'It is with me. I bring it to the garden.'],
  [1, 'Soup is on at six, everybody is welcome.'],
  [0, 'We come with bread.'],
];

/** Ends when the function that it gives is called. */
export function chatter(neighbours: readonly Neighbour[], channel: string): () => void {
  let at = 0;
  const timer = setInterval(() => {
    const next = talk[at++];
    if (!next) {
      clearInterval(timer);
      return;
    }
    const [who, text] = next;
    // One that is being stopped says nothing any more.
    neighbours[who]?.api.say({ channel, text }).catch(() => {});
  }, PACE);
  return () => clearInterval(timer);
}
