import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { refreshSearch } from './search-index.ts';

/** Assets are found by who has them, so a person's new name goes into their search rows. */
export async function refreshSearchOfPerson({ tx }: CommandContext, personId: number): Promise<void> {
  const held = await tx
    .selectFrom('custody')
    .select('asset_id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  await refreshSearch(
    tx,
    held.map((row) => row.asset_id),
  );
}

/** The same for the place where they stand, or that is in charge of them. */
export async function refreshSearchOfPlace({ tx }: CommandContext, placeId: number): Promise<void> {
  const here = await tx.selectFrom('asset').select('id').where('place_id', '=', placeId).execute();
  const kept = await tx
    .selectFrom('custody')
    .select('asset_id as id')
    .where('place_id', '=', placeId)
    .where('ended_at', 'is', null)
    .execute();
  await refreshSearch(tx, [...new Set([...here, ...kept].map((row) => row.id))]);
}
