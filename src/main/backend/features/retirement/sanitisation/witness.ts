import type { ToWitness } from '#shared/features/retirement/sanitisation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { sanitisationOf, selectSanitisations } from './repository.ts';

/** Records of assets on their way out that somebody else has to confirm, the oldest first. */
export async function listToWitness(db: Db): Promise<ToWitness[]> {
  const rows = await selectSanitisations(db)
    .innerJoin('medium', 'medium.id', 'sanitisation.medium_id')
    .innerJoin('asset', 'asset.id', 'medium.asset_id')
    .innerJoin('retirement', 'retirement.id', 'sanitisation.retirement_id')
    .select(['asset.id as asset_id', 'asset.tag', 'medium.type as medium_type', 'medium.serial as medium_serial'])
    .where('sanitisation.needs_witness', '=', 1)
    .where('sanitisation.witness_id', 'is', null)
    .where('retirement.ended_at', 'is', null)
    .orderBy('sanitisation.id')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    ...sanitisationOf(row),
    asset: { id: row.asset_id, name: row.tag },
    medium: { type: row.medium_type, serial: row.medium_serial },
  }));
}

/**
 * A second person confirms records: never the one who did it, whatever he may do else.
 *
 * @throws Failure WITNESS_IS_OPERATOR, WITNESSED_ALREADY.
 */
export async function witness(command: CommandContext, { ids }: { ids: readonly number[] }): Promise<void> {
  const { tx, now, actor } = command;
  for (const id of new Set(ids)) {
    const row = await tx
      .selectFrom('sanitisation')
      .innerJoin('medium', 'medium.id', 'sanitisation.medium_id')
      .innerJoin('asset', 'asset.id', 'medium.asset_id')
      .select([
        'sanitisation.number',
        'operator_id',
        'witness_id',
        'medium.serial',
        'asset.id as asset_id',
        'asset.tag',
      ])
      .where('sanitisation.id', '=', id)
      .executeTakeFirst();
    if (!row) throw notFound('sanitisation', id);
    const serial = row.serial ?? row.tag;
    if (row.witness_id !== null) throw new Failure('WITNESSED_ALREADY', { serial });
    if (row.operator_id === actor.operatorId) throw new Failure('WITNESS_IS_OPERATOR', { serial });
    await tx
      .updateTable('sanitisation')
      .set({ witness_id: actor.operatorId, witnessed_at: now })
      .where('id', '=', id)
      .execute();
    await command.record({
      event: 'retirement.witnessed',
      subject: `asset:${row.asset_id}`,
      data: { tag: row.tag, number: row.number, serial },
    });
  }
  command.changed('retirement');
}
