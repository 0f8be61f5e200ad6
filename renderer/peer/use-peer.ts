/** How screens reach the peer: `usePeerQuery` to show, `useApi` to act. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { InputOf, KithApi, OutputOf, QueryName } from '../../core/api/methods.ts';
import type { ConnectionState, PeerConnection } from './connection.ts';

export const PeerContext = createContext<PeerConnection | undefined>(undefined);

function useConnection(): PeerConnection {
  const connection = useContext(PeerContext);
  if (!connection) throw new Error('a screen stands outside the PeerContext');
  return connection;
}

export interface QueryResult<Value> {
  /** Undefined until the first value has come, and after an error. */
  readonly value: Value | undefined;
  readonly error: unknown;
}

const noQuery = { subscribe: () => () => {}, getState: () => nothing };
const nothing: QueryResult<undefined> = { value: undefined, error: undefined };

/** Follows a query for as long as the component is shown. `input` null: none. */
export function usePeerQuery<Name extends QueryName>(
  name: Name,
  input: InputOf<Name> | null,
): QueryResult<OutputOf<Name>> {
  const connection = useConnection();
  const store = input === null ? noQuery : connection.query(name, input);
  return useSyncExternalStore(store.subscribe, store.getState) as QueryResult<OutputOf<Name>>;
}

export function useApi(): KithApi {
  return useConnection().api;
}

export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.getState);
}
