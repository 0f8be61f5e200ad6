/** The community of the channel that is shown, and its members, for names in messages. */
import { createContext, useContext } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';

export interface ChannelPeople {
  readonly community: string;
  readonly people: readonly Pick<MemberView, 'id' | 'name' | 'self' | 'safety'>[];
  /** Own person; undefined while unknown. */
  readonly me: string | undefined;
}

export const ChannelContext = createContext<ChannelPeople>({ community: '', people: [], me: undefined });

export function useChannelPeople(): ChannelPeople {
  return useContext(ChannelContext);
}
