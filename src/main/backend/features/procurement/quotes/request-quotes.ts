import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { refuseUnless } from '../requisitions/save-requisition.ts';
import { policySetting } from '../settings.ts';
import { quoteRequestNumber } from './compare-quotes.ts';

/**
 * Writes down which suppliers are asked; one that was asked before keeps its number.
 *
 * @throws Failure REQUISITION_STATE, SPECIFICATION_MISSING where the policy wants one.
 */
export async function requestQuotes(
  command: CommandContext,
  input: { requisitionId: number; supplierIds: number[]; answerBy: string | null },
): Promise<{ supplierId: number; number: string }[]> {
  const { tx, now, actor } = command;
  const requisition = await getRequisition(tx, input.requisitionId);
  refuseUnless(command, requisition, 'quote');
  const { specificationNeeded } = await readSetting(tx, policySetting);
  if (specificationNeeded && requisition.criteria.length === 0) throw new Failure('SPECIFICATION_MISSING');
  const year = Number(now.slice(0, 4));
  const asked: { supplierId: number; number: string }[] = [];
  for (const supplierId of new Set(input.supplierIds)) {
    const before = await tx
      .selectFrom('quote_request')
      .select(['year', 'number'])
      .where('requisition_id', '=', requisition.id)
      .where('supplier_id', '=', supplierId)
      .executeTakeFirst();
    const given = before ?? { year, number: await takeNumbers(tx, `quote_request:${year}`) };
    await tx
      .insertInto('quote_request')
      .values({
        ...given,
        requisition_id: requisition.id,
        supplier_id: supplierId,
        answer_by: input.answerBy,
        requested_by: actor.operatorId,
        at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['requisition_id', 'supplier_id']).doUpdateSet({ answer_by: input.answerBy, at: now }),
      )
      .execute();
    asked.push({ supplierId, number: quoteRequestNumber(given.year, given.number) });
  }
  await command.record({
    event: 'procurement.quotesRequested',
    subject: `requisition:${requisition.id}`,
    data: { number: requisition.number, asked, answerBy: input.answerBy },
  });
  command.changed('procurement');
  return asked;
}
