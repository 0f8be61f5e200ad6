/** A device as actions see it: it answers the calls of the API, and lets one reach under them. */
import type { CallName, InputOf, OutputOf } from '../../core/api/methods.ts';
import type { Community } from '../../core/community/community.ts';

export interface Actor {
  readonly name: string;
  /** Throws when this device is not in the world's community (yet). */
  readonly community: Community;
  call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
}
