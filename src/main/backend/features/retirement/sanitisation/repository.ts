import { sql } from 'kysely';
import { stateOfMedium } from '#shared/features/retirement/sanitisation.ts';
import type { Medium, MediumState, Sanitisation } from '#shared/features/retirement/sanitisation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { findOpenRetirement } from '../repository.ts';
import './tables.ts';

export async function getMedium(db: Db, id: number) {
  const row = await db.selectFrom('medium').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('medium', id);
  return row;
}

/** A medium by its serial, with the asset that it is in. */
export async function findMediumBySerial(db: Db, serial: string) {
  return db
    .selectFrom('medium')
    .innerJoin('asset', 'asset.id', 'medium.asset_id')
    .selectAll('medium')
    .select('asset.tag')
    .where('medium.serial', '=', serial)
    .executeTakeFirst();
}

export function selectSanitisations(db: Db) {
  return db
    .selectFrom('sanitisation')
    .innerJoin('operator', 'operator.id', 'sanitisation.operator_id')
    .leftJoin('operator as second', 'second.id', 'sanitisation.witness_id')
    .selectAll('sanitisation')
    .select(['operator.display_name as operator_name', 'second.display_name as witness_name']);
}

export function sanitisationOf(
  row: Awaited<ReturnType<ReturnType<typeof selectSanitisations>['execute']>>[number],
): Sanitisation {
  return {
    id: row.id,
    number: row.number,
    technique: row.technique,
    method: row.method,
    tool: row.tool,
    toolVersion: row.tool_version,
    passes: row.passes,
    verification: row.verification,
    samplePercent: row.sample_percent,
    result: row.result,
    failure: row.failure,
    note: row.note,
    doneAt: row.done_at,
    operator: row.operator_name,
    operatorId: row.operator_id,
    needsWitness: row.needs_witness === 1,
    witness: row.witness_name,
    witnessedAt: row.witnessed_at,
    source: row.source,
    sufficient: row.sufficient === 1,
  };
}

/** How a medium stands by its newest record. */
export function stateBy(newest: Sanitisation | undefined): MediumState {
  return stateOfMedium(newest === undefined ? null : { ...newest, witnessed: newest.witness !== null });
}

/**
 * Media of an asset with their records: of the way out that it is on, or of the one on which it left.
 */
export async function listMedia(db: Db, assetId: number): Promise<Medium[]> {
  const way = (await findOpenRetirement(db, assetId)) ?? (await findLastDisposal(db, assetId));
  const media = await db.selectFrom('medium').selectAll().where('asset_id', '=', assetId).orderBy('id').execute();
  const records =
    way === undefined
      ? []
      : await selectSanitisations(db)
          .where('sanitisation.retirement_id', '=', way.id)
          .orderBy('sanitisation.id', 'desc')
          .execute();
  return media.map((row) => {
    const own = records.filter(({ medium_id: mediumId }) => mediumId === row.id).map(sanitisationOf);
    return {
      id: row.id,
      type: row.type,
      serial: row.serial,
      model: row.model,
      capacityBytes: row.capacity_bytes,
      state: stateBy(own[0]),
      records: own,
    };
  });
}

async function findLastDisposal(db: Db, assetId: number) {
  return db
    .selectFrom('retirement')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('ended', '=', 'disposed')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** When somebody last got the asset back or handed it out: what was wiped before may hold data again. */
export async function lastHeldAt(db: Db, assetId: number): Promise<string | null> {
  const row = await db
    .selectFrom('custody')
    .select(sql<string | null>`max(coalesce(ended_at, started_at))`.as('at'))
    .where('asset_id', '=', assetId)
    .where('reversed', '=', 0)
    .executeTakeFirst();
  return row?.at ?? null;
}
