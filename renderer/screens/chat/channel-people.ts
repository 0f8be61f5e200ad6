/** The members of the community of the channel that is shown, for names in messages. */
import { createContext, useContext } from 'react';

export interface ChannelPeople {
  readonly people: readonly { readonly id: string; readonly name: string; readonly self: boolean }[];
  /** Own person; undefined while unknown. */
  readonly me: string | undefined;
}

export const ChannelContext = createContext<ChannelPeople>({ people: [], me: undefined });

export function useChannelPeople(): ChannelPeople {
  return useContext(ChannelContext);
}
