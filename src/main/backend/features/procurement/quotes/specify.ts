import type { CriteriaTemplate } from '#shared/features/procurement/quote.ts';
import type { CriterionDetails } from '#shared/features/procurement/requisition.ts';
import { criterionDetails } from '#shared/features/procurement/requisition.ts';
import { sumOfWeights } from '#shared/features/procurement/scoring.ts';
import type { Weights } from '#shared/features/procurement/scoring.ts';
import * as z from 'zod';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { refuseUnless } from '../requisitions/save-requisition.ts';

/**
 * Writes the specification as a whole; criteria that are known keep the answers of quotes.
 *
 * @throws Failure REQUISITION_STATE, FORBIDDEN, CHANGED_MEANWHILE.
 */
export async function specify(
  command: CommandContext,
  { id, version, criteria }: { id: number; version: number; criteria: CriterionDetails[] },
): Promise<void> {
  const { tx } = command;
  const before = await getRequisition(tx, id);
  refuseUnless(command, before, 'specify');
  await updateRequisition(tx, { id, version }, {});
  const known = new Set(before.criteria.map((each) => each.id));
  const kept = new Set(criteria.flatMap((each) => (each.id === null ? [] : [each.id])));
  const gone = [...known].filter((each) => !kept.has(each));
  if (gone.length > 0) await tx.deleteFrom('criterion').where('id', 'in', gone).execute();
  for (const [index, { id: criterionId, ...values }] of criteria.entries()) {
    const row = { ...values, requisition_id: id, position: index + 1 };
    if (criterionId !== null && known.has(criterionId))
      await tx.updateTable('criterion').set(row).where('id', '=', criterionId).execute();
    else await tx.insertInto('criterion').values(row).execute();
  }
  await command.record({
    event: 'procurement.specified',
    subject: `requisition:${id}`,
    data: { number: before.number, before: before.criteria, after: criteria },
  });
  command.changed('procurement');
}

export async function listCriteriaTemplates(db: Db): Promise<CriteriaTemplate[]> {
  const rows = await db
    .selectFrom('criteria_template')
    .leftJoin('category', 'category.id', 'criteria_template.category_id')
    .selectAll('criteria_template')
    .select('category.name as category')
    .orderBy('criteria_template.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    category: row.category_id === null || row.category === null ? null : { id: row.category_id, name: row.category },
    criteria: z.array(criterionDetails).parse(JSON.parse(row.criteria)),
  }));
}

/** A template of the name is written anew. */
export async function saveCriteriaTemplate(
  command: CommandContext,
  { name, categoryId, criteria }: { name: string; categoryId: number | null; criteria: CriterionDetails[] },
): Promise<{ id: number }> {
  const values = {
    category_id: categoryId,
    criteria: JSON.stringify(criteria.map((each) => ({ ...each, id: null }))),
  };
  const { id } = await command.tx
    .insertInto('criteria_template')
    .values({ name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'procurement.criteriaTemplateSaved',
    subject: `criteria_template:${id}`,
    data: { name, categoryId, criteria: criteria.length },
  });
  command.changed('procurement');
  return { id };
}

/** @throws Failure WEIGHTS_NOT_HUNDRED */
export async function weighFactors(
  command: CommandContext,
  { requisitionId, weights, lifeYears }: { requisitionId: number; weights: Weights; lifeYears: number },
): Promise<void> {
  const sum = sumOfWeights(weights);
  if (sum !== 100) throw new Failure('WEIGHTS_NOT_HUNDRED', { sum });
  const { number } = await getRequisition(command.tx, requisitionId);
  const values = { weights: JSON.stringify(weights), life_years: lifeYears };
  await command.tx
    .insertInto('quote_comparison')
    .values({ requisition_id: requisitionId, ...values })
    .onConflict((conflict) => conflict.column('requisition_id').doUpdateSet(values))
    .execute();
  await command.record({
    event: 'procurement.factorsWeighed',
    subject: `requisition:${requisitionId}`,
    data: { number, weights: { ...weights }, lifeYears },
  });
  command.changed('procurement');
}
