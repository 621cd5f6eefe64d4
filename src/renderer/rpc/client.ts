import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryClient } from '@tanstack/react-query';
import type { Contract } from '#shared/contract.ts';
import { ReplaceableLink } from './connection.ts';
import { failureOf } from './failure.ts';

const link = new ReplaceableLink();

/** Calls to the backend, typed by the contract. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);

/** The same calls as options for queries and mutations; the first element of a key is the slice. */
export const rpc = createTanstackQueryUtils(client);

/** After these the session is not what the page believes it to be. */
const endOfSession = new Set(['NOT_SIGNED_IN', 'LOCKED', 'CONNECTION_LOST', 'IN_KIOSK', 'NOT_IN_KIOSK']);

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({
    onError: (error) => {
      if (endOfSession.has(failureOf(error).code)) void refetchSession();
    },
  }),
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, staleTime: 30_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function refetchSession(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: rpc.auth.status.key() });
}

/** Two frames: the answer to what an operator did is painted before anything is asked again because of it. */
const gatheringMs = 32;
const changed = new Set<string>();

/** Asks again, once for all that come together, for everything of these slices that a page shows. */
export function invalidateTopics(topics: readonly string[]): void {
  if (changed.size === 0) setTimeout(invalidateChanged, gatheringMs);
  for (const topic of topics) changed.add(topic);
}

function invalidateChanged(): void {
  const topics = new Set(changed);
  changed.clear();
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[0];
      return Array.isArray(path) && topics.has(String(path[0]));
    },
  });
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.data !== 'rpc:reconnect') return;
  link.replace();
  void queryClient.invalidateQueries();
});

/** After signing out: what one operator saw is not kept for the next one. */
export async function leaveSession(): Promise<void> {
  await refetchSession();
  queryClient.removeQueries({ predicate: ({ queryKey }) => !JSON.stringify(queryKey).includes('"auth"') });
}
