import { sql } from 'kysely';
import * as z from 'zod';
import type { Custody, HeldAsset } from '#shared/features/custody/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { columnOf } from './custodian.ts';
import type { CustodianRef } from './custodian.ts';
import './tables.ts';

const texts = z.array(z.string());

/** A JSON column of texts as an array. */
export function textsIn(json: string): string[] {
  return texts.parse(JSON.parse(json));
}

/** The name of whoever is answerable, of whatever kind. */
export const custodianName = sql<string>`coalesce(
  (SELECT name FROM person WHERE id = custody.person_id),
  (SELECT name FROM place WHERE id = custody.place_id),
  (SELECT name FROM department WHERE id = custody.department_id),
  (SELECT tag FROM asset AS holder WHERE holder.id = custody.holder_asset_id), '')`;

export const custodianId = sql<number>`coalesce(custody.person_id, custody.place_id, custody.department_id, custody.holder_asset_id)`;

/** Who was answerable for an asset, newest first. */
export async function listChain(db: Db, assetId: number): Promise<Custody[]> {
  const rows = await db
    .selectFrom('custody')
    .leftJoin('operator as giver', 'giver.id', 'custody.handed_over_by')
    .leftJoin('operator as taker', 'taker.id', 'custody.taken_back_by')
    .leftJoin('handover', 'handover.id', 'custody.handover_id')
    .selectAll('custody')
    .select([
      custodianName.as('custodian_name'),
      custodianId.as('custodian_id'),
      'giver.display_name as giver',
      'taker.display_name as taker',
      'handover.number as receipt_number',
      'handover.outcome as receipt_outcome',
    ])
    .where('custody.asset_id', '=', assetId)
    .orderBy('custody.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    custodian: { kind: row.custodian_kind, id: row.custodian_id, name: row.custodian_name },
    startedAt: row.started_at,
    dueOn: row.due_on,
    endedAt: row.ended_at,
    conditionOut: row.condition_out,
    conditionIn: row.condition_in,
    handedOverBy: row.giver ?? '',
    takenBackBy: row.taker,
    note: row.note,
    purpose: row.purpose,
    accessories: textsIn(row.accessories),
    missing: textsIn(row.missing),
    nextStep: row.next_step,
    receipt:
      row.handover_id === null || row.receipt_number === null || row.receipt_outcome === null
        ? null
        : { id: row.handover_id, number: row.receipt_number, outcome: row.receipt_outcome },
    reversed: row.reversed === 1,
  }));
}

/** What somebody answers for now, newest first. */
export async function listHeldBy(db: Db, { kind, id }: CustodianRef): Promise<HeldAsset[]> {
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .select([
      'asset.id',
      'asset.tag',
      'asset.name',
      'custody.id as custody_id',
      'custody.started_at',
      'custody.due_on',
      'custody.handover_id',
    ])
    .where('custody.ended_at', 'is', null)
    .where(`custody.${columnOf[kind]}`, '=', id)
    .orderBy('custody.started_at', 'desc')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    assetId: row.id,
    tag: row.tag,
    name: row.name,
    custodyId: row.custody_id,
    startedAt: row.started_at,
    dueOn: row.due_on,
    signed: row.handover_id !== null,
  }));
}
