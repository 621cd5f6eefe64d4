import type { ProcedureDetails } from '#shared/features/retirement/sanitisation.ts';
import type { Client } from './desk.ts';

/** An overwriting that went well and was read again; tests change what they are about. */
export const bareProcedure: ProcedureDetails = {
  technique: 'overwrite',
  tool: '',
  toolVersion: '',
  passes: 1,
  verification: 'full',
  samplePercent: null,
  result: 'passed',
  failure: '',
  note: '',
  doneAt: null,
};

/** Takes assets out of service, as the window does. */
export async function decommission(client: Client, ...assetIds: number[]): Promise<void> {
  await client.retirement.decommission({ assetIds, reason: 'end_of_life', note: 'Too old', despiteDependants: true });
}

/** Brings assets to their end; what holds data is sanitised before, by a policy that asks for no second person. */
export async function dispose(client: Client, ...assetIds: number[]): Promise<void> {
  await decommission(client, ...assetIds);
  await client.retirement.saveSanitisationPolicy({ least: 'clear', witness: 'never', verify: true });
  for (const assetId of assetIds) {
    const { holdsData, media } = await client.retirement.media({ assetId });
    if (!holdsData || media.length > 0) continue;
    const { id } = await client.retirement.addMedium({ assetId, type: 'hdd', serial: `MEDIUM-OF-${assetId}` });
    await client.retirement.recordSanitisation({ ...bareProcedure, mediumId: id });
  }
  await client.retirement.dispose({ assetIds, outcome: 'destroyed', note: 'Too old' });
}
