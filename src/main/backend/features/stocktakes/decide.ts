import type { VarianceCause, VarianceDecision } from '#shared/features/stocktakes/model.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getReconciling } from './repository.ts';
import { mayApprove, mayDecide } from './variance-rules.ts';

interface Lines {
  id: number;
  lineIds: number[];
}

/** The lines, each with what people know it by. */
async function linesOf({ tx }: CommandContext, { id, lineIds }: Lines) {
  const lines = await tx
    .selectFrom('stocktake_line as line')
    .leftJoin('asset', 'asset.id', 'line.asset_id')
    .selectAll('line')
    .select((eb) => eb.fn.coalesce('asset.tag', 'line.code').as('item'))
    .where('line.stocktake_id', '=', id)
    .where('line.id', 'in', lineIds)
    .execute();
  const unknown = lineIds.find((lineId) => !lines.some((line) => line.id === lineId));
  if (unknown !== undefined) throw notFound('stocktakeLine', unknown);
  return lines;
}

/**
 * Says why each of these differs and what follows. An earlier agreement to
 * another decision is void.
 *
 * @throws Failure STOCKTAKE_STATE, DECISION_UNFIT, DECISION_NEEDS_NOTE, DECISION_APPLIED.
 */
export async function decide(
  command: CommandContext,
  input: Lines & { cause: VarianceCause; decision: VarianceDecision; note: string | null },
): Promise<void> {
  const { tx, now, actor } = command;
  const { id, cause, decision, note } = input;
  await getReconciling(tx, id);
  const lines = await linesOf(command, input);
  for (const { item, result, outcome } of lines) {
    const verdict = mayDecide({ result, outcome }, decision, note);
    if (verdict.allowed) continue;
    if (verdict.because === 'DECISION_NEEDS_NOTE') throw new Failure('DECISION_NEEDS_NOTE');
    if (verdict.because === 'DECISION_APPLIED') throw new Failure('DECISION_APPLIED', { item });
    throw new Failure('DECISION_UNFIT', { item, result });
  }
  await tx
    .updateTable('stocktake_line')
    .set({ ...notAgreed, cause, decision, note, decided_by: actor.operatorId, decided_at: now })
    .where('id', 'in', input.lineIds)
    .execute();
  await command.record({
    event: 'stocktakes.decided',
    subject: `stocktake:${id}`,
    data: { items: lines.map(({ item }) => item), cause, decision },
    reason: note,
  });
  command.changed('stocktakes');
}

const notAgreed = { approved_by: null, approved_at: null, excused_by: null, compensating_control: null } as const;

/** @throws Failure STOCKTAKE_STATE, DECISION_APPLIED. */
export async function withdraw(command: CommandContext, input: Lines): Promise<void> {
  const { tx } = command;
  await getReconciling(tx, input.id);
  const lines = await linesOf(command, input);
  const applied = lines.find(({ outcome }) => outcome !== null);
  if (applied) throw new Failure('DECISION_APPLIED', { item: applied.item });
  await tx
    .updateTable('stocktake_line')
    .set({ ...notAgreed, cause: null, decision: null, note: null, decided_by: null, decided_at: null })
    .where('id', 'in', input.lineIds)
    .execute();
  await command.record({
    event: 'stocktakes.decisionWithdrawn',
    subject: `stocktake:${input.id}`,
    data: { items: lines.map(({ item, decision }) => ({ item, before: decision })) },
  });
  command.changed('stocktakes');
}

/**
 * The second person agrees to what was decided.
 *
 * @throws Failure STOCKTAKE_STATE, NOT_DECIDED, SECOND_PERSON_NEEDED.
 */
export async function approve(
  command: CommandContext,
  input: Lines & { compensatingControl: string | null },
): Promise<void> {
  const { tx, now, actor } = command;
  await getReconciling(tx, input.id);
  const lines = (await linesOf(command, input)).filter(({ outcome }) => outcome === null);
  const sessions = await tx
    .selectFrom('stocktake_session')
    .select('operator_id')
    .where('stocktake_id', '=', input.id)
    .execute();
  const { operators } = await tx
    .selectFrom('operator')
    .select((eb) => eb.fn.countAll<number>().as('operators'))
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  const approved: { id: number; excused: boolean }[] = [];
  for (const { id, item, decided_by } of lines) {
    if (decided_by === null) throw new Failure('NOT_DECIDED', { item });
    const verdict = mayApprove({
      approver: actor.operatorId,
      decider: decided_by,
      counters: sessions.flatMap(({ operator_id }) => operator_id ?? []),
      activeOperators: operators,
      compensatingControl: input.compensatingControl,
    });
    if (!verdict.allowed)
      throw new Failure('SECOND_PERSON_NEEDED', { because: verdict.because, excusable: verdict.excusable });
    approved.push({ id, excused: verdict.excused });
  }
  const idsOf = (excused: boolean) => approved.filter((one) => one.excused === excused).map((one) => one.id);
  const agree = async (ids: number[], values: object) => {
    if (ids.length === 0) return;
    await tx
      .updateTable('stocktake_line')
      .set({ ...notAgreed, ...values })
      .where('id', 'in', ids)
      .execute();
  };
  await agree(idsOf(false), { approved_by: actor.operatorId, approved_at: now });
  const control = input.compensatingControl?.trim() ?? '';
  await agree(idsOf(true), { excused_by: actor.operatorId, compensating_control: control, approved_at: now });
  await command.record({
    event: 'stocktakes.approved',
    subject: `stocktake:${input.id}`,
    data: { items: lines.map(({ item }) => item), excused: idsOf(true).length },
    reason: idsOf(true).length > 0 ? control : null,
  });
  command.changed('stocktakes');
}
