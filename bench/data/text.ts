/** What neighbours write to each other, as far as its length goes. */
import type { SeededRandom } from '../../test/world/random.ts';

const WORDS =
  'the a is on at for we you it with ladder drill garden key kitchen bike street party table Saturday tomorrow evening ' +
  'thanks please bring back anybody borrow needs somebody water cake bench meeting neighbour basement door bell parcel';
const words = WORDS.split(' ');

/** 3 to 40 words, short ones more often: 20 to 220 letters. */
export function message(random: SeededRandom): string {
  const count = 3 + Math.floor(random.fraction() ** 2 * 38);
  return Array.from({ length: count }, () => random.pick(words)).join(' ');
}
