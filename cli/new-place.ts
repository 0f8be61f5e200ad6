/** What every new place is given: a community, a title, and the private space if it is to be in one. */
import type { Given } from './given.ts';

export const spaceOption = [
  '--space <space>',
  'a private space; the whole community when not given',
] as const;

export function newPlace(given: Given): { community: string; title: string; space?: string } {
  const space = given.option('space');
  return {
    community: given.argument('community'),
    title: given.argument('title'),
    ...(space !== undefined && { space }),
  };
}
