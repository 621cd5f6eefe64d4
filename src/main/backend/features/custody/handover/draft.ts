import type { HandoverDraft } from '#shared/features/custody/handover-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { custodianId, custodianName, textsIn } from '../list-custodies.ts';
import { textsForCategories } from './texts.ts';

/**
 * What stands on a receipt over these custodies: the items with the texts that go with their categories.
 *
 * @throws Failure CUSTODY_OVER when one of them has ended, SEVERAL_CUSTODIANS when they are not one custodian's.
 */
export async function draftHandover(db: Db, custodyIds: readonly number[]): Promise<HandoverDraft> {
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .select([
      'custody.id',
      'custody.asset_id',
      'custody.ended_at',
      'custody.custodian_kind',
      custodianId.as('custodian_id'),
      custodianName.as('custodian_name'),
      'custody.condition_out',
      'custody.due_on',
      'custody.purpose',
      'custody.accessories',
      'asset.tag',
      'asset.name',
      'asset.serial',
      'asset.category_id',
    ])
    .where('custody.id', 'in', [...new Set(custodyIds)])
    .orderBy('custody.id')
    .execute();
  const over = rows.find((row) => row.ended_at !== null);
  if (over) throw new Failure('CUSTODY_OVER', { tag: over.tag });
  const [first] = rows;
  const custodians = new Set(rows.map((row) => `${row.custodian_kind}:${row.custodian_id}`));
  if (!first || custodians.size > 1) throw new Failure('SEVERAL_CUSTODIANS');
  return {
    custodian: { kind: first.custodian_kind, id: first.custodian_id, name: first.custodian_name },
    items: rows.map((row) => ({
      custodyId: row.id,
      assetId: row.asset_id,
      tag: row.tag,
      name: row.name,
      serial: row.serial,
      condition: row.condition_out,
      dueOn: row.due_on,
      purpose: row.purpose,
      accessories: textsIn(row.accessories),
    })),
    texts: await textsForCategories(db, [...new Set(rows.map((row) => row.category_id))]),
  };
}
