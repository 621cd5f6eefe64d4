import type { DataClass, ReferenceKind } from '#shared/features/incidents/response.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getIncidentRow } from './repository.ts';
import './response-tables.ts';

/** A step of the plan was done; when, by whom and what came of it stays. @throws Failure STEP_DONE_ALREADY */
export async function finishStep(
  command: CommandContext,
  { stepId, note }: { stepId: number; note: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const step = await tx.selectFrom('incident_step').selectAll().where('id', '=', stepId).executeTakeFirst();
  if (!step) throw notFound('incident_step', stepId);
  if (step.done_at !== null) throw new Failure('STEP_DONE_ALREADY');
  await tx
    .updateTable('incident_step')
    .set({ done_at: now, done_by: actor.operatorId, note: note.trim() })
    .where('id', '=', stepId)
    .execute();
  const { number } = await getIncidentRow(tx, step.incident_id);
  await command.record({
    event: 'incidents.stepDone',
    subject: `incident:${step.incident_id}`,
    data: { number, step: step.usual ?? step.title, late: step.due_at !== null && now > step.due_at },
    reason: note.trim() === '' ? null : note.trim(),
  });
  command.changed('incidents');
}

/** The number under which police, insurer or an authority know it. Also of one that is closed: letters come late. */
export async function addReference(
  command: CommandContext,
  { id, kind, number, note }: { id: number; kind: ReferenceKind; number: string; note: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const incident = await getIncidentRow(tx, id);
  await tx
    .insertInto('incident_reference')
    .values({ incident_id: id, kind, number, note, at: now, operator_id: actor.operatorId })
    .execute();
  await command.record({
    event: 'incidents.referenceAdded',
    subject: `incident:${id}`,
    data: { number: incident.number, kind, reference: number },
  });
  command.changed('incidents');
}

/** @throws Failure INCIDENT_STATE once it is closed. */
export async function classify(
  command: CommandContext,
  { id, dataClass }: { id: number; dataClass: DataClass },
): Promise<void> {
  const { state, number, data_class: before } = await getIncidentRow(command.tx, id);
  if (state === 'closed') throw new Failure('INCIDENT_STATE', { state });
  if (before === dataClass) return;
  await command.tx.updateTable('incident').set({ data_class: dataClass }).where('id', '=', id).execute();
  await command.record({
    event: 'incidents.classified',
    subject: `incident:${id}`,
    data: { number, before: { dataClass: before }, after: { dataClass } },
  });
  command.changed('incidents');
}

/** What was learned becomes something that somebody does until a day. */
export async function addTask(
  command: CommandContext,
  { id, text, owner, dueOn }: { id: number; text: string; owner: string; dueOn: string | null },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { number } = await getIncidentRow(tx, id);
  const task = await tx
    .insertInto('incident_task')
    .values({
      incident_id: id,
      text,
      owner,
      due_on: dueOn,
      added_at: now,
      added_by: actor.operatorId,
      done_at: null,
      done_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'incidents.taskAdded',
    subject: `incident:${id}`,
    data: { number, task: text, owner, dueOn },
  });
  command.changed('incidents');
  return task;
}

/** @throws Failure STEP_DONE_ALREADY */
export async function finishTask(command: CommandContext, { taskId }: { taskId: number }): Promise<void> {
  const { tx, now, actor } = command;
  const task = await tx.selectFrom('incident_task').selectAll().where('id', '=', taskId).executeTakeFirst();
  if (!task) throw notFound('incident_task', taskId);
  if (task.done_at !== null) throw new Failure('STEP_DONE_ALREADY');
  await tx
    .updateTable('incident_task')
    .set({ done_at: now, done_by: actor.operatorId })
    .where('id', '=', taskId)
    .execute();
  await command.record({
    event: 'incidents.taskDone',
    subject: `incident:${task.incident_id}`,
    data: { task: task.text },
  });
  command.changed('incidents');
}
