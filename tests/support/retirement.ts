import type { Client } from './desk.ts';

/** Takes assets out of service, as the window does. */
export async function decommission(client: Client, ...assetIds: number[]): Promise<void> {
  await client.retirement.decommission({ assetIds, reason: 'end_of_life', note: 'Too old', despiteDependants: true });
}

/** Brings assets to their end. */
export async function dispose(client: Client, ...assetIds: number[]): Promise<void> {
  await decommission(client, ...assetIds);
  await client.retirement.dispose({ assetIds, outcome: 'destroyed', note: 'Too old' });
}
