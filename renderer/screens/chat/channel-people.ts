/** The community of the channel that is shown, and its members, for names in messages. */
import { createContext, useContext } from 'react';

export interface ChannelPeople {
  readonly community: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly self: boolean }[];
  /** Own person; undefined while unknown. */
  readonly me: string | undefined;
}

export const ChannelContext = createContext<ChannelPeople>({ community: '', people: [], me: undefined });

export function useChannelPeople(): ChannelPeople {
  return useContext(ChannelContext);
}
