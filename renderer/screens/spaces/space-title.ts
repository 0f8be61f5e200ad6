/** What a private space is called on the screens. */
import type { SpaceView } from '../../../core/api/space-methods.ts';

/** How the peer titles conversations of two [API-16]. */
const DIRECT_TITLE = '@';

/** Of a conversation the other's name; of one of two others, both. */
export function titleOfSpace({ title, direct, members }: SpaceView): string {
  if (direct) return direct.name;
  return title === DIRECT_TITLE ? members.map(({ name }) => name).join(' & ') : title;
}
