import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { compare } from './compare.ts';
import type { Planned } from './compare.ts';
import './tables.ts';

/** Begins a run with what is compared now. @throws Failure RUN_OPEN, PERSON_ARCHIVED. */
export async function startRun(
  command: CommandContext,
  { dueOn, ...planned }: Planned & { dueOn: string },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { personId, kind, kitId } = planned;
  const person = await getPerson(tx, personId);
  if (person.archived) throw new Failure('PERSON_ARCHIVED', { name: person.name });
  const open = await tx
    .selectFrom('role_run')
    .innerJoin('role_run_item_state', 'role_run_item_state.run_id', 'role_run.id')
    .select('role_run.id')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('cancelled_at', 'is', null)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open) throw new Failure('RUN_OPEN', { name: person.name });
  const items = await compare(tx, planned);
  const { id } = await tx
    .insertInto('role_run')
    .values({
      kind,
      person_id: personId,
      department_id: person.department?.id ?? null,
      kit_id: kitId,
      due_on: dueOn,
      started_at: now,
      started_by: actor.operatorId,
      cancelled_at: null,
      cancelled_because: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [index, item] of items.entries())
    await tx
      .insertInto('role_run_item')
      .values({
        run_id: id,
        position: index + 1,
        action: item.action,
        kind: item.kind,
        name: item.name,
        category_id: item.categoryId,
        model_id: item.modelId,
        old_asset_id: item.oldAsset?.id ?? null,
        custody_id: null,
        product_id: item.productId,
        allocation_id: item.seatId,
        due_on: dueOn,
        done_at: null,
        done_by: null,
        waived_at: null,
        waived_by: null,
        waived_because: null,
      })
      .execute();
  await command.record({
    event: 'roleRuns.started',
    subject: `person:${personId}`,
    data: { run: id, kind, name: person.name, items: items.length, dueOn },
  });
  command.changed('roleRuns');
  return { id };
}

/** Nothing is asked for by it any more; what was done stays done. */
export async function cancelRun(
  command: CommandContext,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const { tx, now } = command;
  const run = await tx
    .updateTable('role_run')
    .set({ cancelled_at: now, cancelled_because: reason })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  if (!run) throw notFound('role_run', id);
  await command.record({
    event: 'roleRuns.cancelled',
    subject: `person:${run.person_id}`,
    data: { run: id },
    reason,
  });
  command.changed('roleRuns');
}
