import { sql } from 'kysely';
import { incidentKinds } from '#shared/features/incidents/model.ts';
import type { IncidentWork } from '#shared/features/incidents/model.ts';
import type { Affected, IncidentStatistics, Response } from '#shared/features/incidents/response.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { affectedBy } from './lifecycle.ts';
import { isUndone } from './read-incidents.ts';
import { getIncidentRow } from './repository.ts';
import './response-tables.ts';

/** Everything that is to be done about an incident, and what its assets lead to. */
export async function readResponse(db: Db, { id }: { id: number }): Promise<Response> {
  const { data_class: dataClass, opened_at: beganAt } = await getIncidentRow(db, id);
  const steps = await db
    .selectFrom('incident_step')
    .leftJoin('operator', 'operator.id', 'incident_step.done_by')
    .selectAll('incident_step')
    .select('operator.display_name')
    .where('incident_id', '=', id)
    .orderBy('position')
    .execute();
  const references = await db
    .selectFrom('incident_reference')
    .innerJoin('operator', 'operator.id', 'incident_reference.operator_id')
    .selectAll('incident_reference')
    .select('operator.display_name')
    .where('incident_id', '=', id)
    .orderBy('incident_reference.id')
    .execute();
  const tasks = await db
    .selectFrom('incident_task')
    .leftJoin('operator', 'operator.id', 'incident_task.done_by')
    .selectAll('incident_task')
    .select('operator.display_name')
    .where('incident_id', '=', id)
    .orderBy('incident_task.id')
    .execute();
  return {
    beganAt,
    dataClass,
    affected: await affectedOf(db, id),
    steps: steps.map((row) => ({
      id: row.id,
      usual: row.usual,
      title: row.title,
      instruction: row.instruction,
      contact: row.contact,
      notifies: row.notifies === 1,
      dueAt: row.due_at,
      doneAt: row.done_at,
      doneBy: row.display_name,
      note: row.note,
    })),
    references: references.map(({ id: of, kind, number, note, at, display_name: by }) => ({
      id: of,
      kind,
      number,
      note,
      at,
      by,
    })),
    tasks: tasks.map((row) => ({
      id: row.id,
      text: row.text,
      owner: row.owner,
      dueOn: row.due_on,
      doneAt: row.done_at,
      doneBy: row.display_name,
    })),
  };
}

async function affectedOf(db: Db, incidentId: number): Promise<Affected[]> {
  const assets = await db
    .selectFrom('incident_asset')
    .innerJoin('asset', 'asset.id', 'incident_asset.asset_id')
    .select(['asset.id', 'asset.tag'])
    .where('incident_id', '=', incidentId)
    .orderBy('asset.tag')
    .execute();
  const affected: Affected[] = [];
  for (const asset of assets)
    for (const ask of affectedBy)
      affected.push(
        ...(await ask(db, asset)).filter(({ what }) => what.length > 0).map((each) => ({ asset: asset.tag, ...each })),
      );
  return affected;
}

/** How many there were of each kind between two days, how long they took, and what is still to be done. */
export async function readStatistics(
  db: Db,
  { from, to }: { from: string; to: string },
  now: string,
): Promise<IncidentStatistics> {
  const rows = await db
    .selectFrom('incident')
    .select(['kind', 'state', 'outcome', 'opened_at', 'closed_at'])
    .where(sql<boolean>`substr(opened_at, 1, 10) BETWEEN ${from} AND ${to}`)
    .execute();
  const hours = rows.flatMap(({ opened_at: opened, closed_at: closed }) =>
    closed === null ? [] : [(Date.parse(closed) - Date.parse(opened)) / 3_600_000],
  );
  const overdue = await db
    .selectFrom('incident_step')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('done_at', 'is', null)
    .where('due_at', '<', now)
    .executeTakeFirstOrThrow();
  const tasks = await db
    .selectFrom('incident_task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    byKind: incidentKinds.map((kind) => {
      const own = rows.filter((row) => row.kind === kind);
      return { kind, count: own.length, open: own.filter(({ state }) => state !== 'closed').length };
    }),
    hoursToClose:
      hours.length === 0 ? null : Math.round((hours.reduce((sum, each) => sum + each, 0) / hours.length) * 10) / 10,
    overdueSteps: overdue.count,
    openTasks: tasks.count,
    undone: await countUndone(db, now),
    recovered: rows.filter(({ outcome }) => outcome === 'recovered').length,
  };
}

/** Incidents in which something is not done, by what: each number is the length of the list that it opens. */
async function countUndone(db: Db, now: string): Promise<Record<IncidentWork, number>> {
  const count = async (work: IncidentWork) => {
    const { incidents } = await db
      .selectFrom('incident')
      .select((eb) => eb.fn.countAll<number>().as('incidents'))
      .where(isUndone(work, now))
      .executeTakeFirstOrThrow();
    return incidents;
  };
  return { late_steps: await count('late_steps'), open_tasks: await count('open_tasks') };
}
