import { sql } from 'kysely';
import { addDays, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { ExpectedRun, Unreturned } from '#shared/features/role-runs/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { declareIncident, findFreezing } from '#backend/features/incidents/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import './tables.ts';

/** Days that somebody who begins or ends is told of before, and somebody who began after. */
const ahead = 30;
const behind = 14;
/** Days before the last one from which on what is not back is reminded of. */
const reminderDays = 14;

/**
 * Who needs a run by what the register of people says, e.g. after an import: whoever begins soon or has just begun,
 * whoever ends soon, and whoever is in another department than at his last run.
 */
export async function listExpected(db: Db, today: Day): Promise<ExpectedRun[]> {
  const { rows } = await sql<{
    kind: ExpectedRun['kind'];
    id: number;
    name: string;
    department: string | null;
    on: Day;
  }>`
    SELECT due.kind, person.id, person.name, department.name AS department, due."on"
    FROM (
      SELECT 'joiner' AS kind, id, starts_on AS "on" FROM person
      WHERE starts_on BETWEEN ${addDays(today, -behind)} AND ${addDays(today, ahead)}
        AND NOT EXISTS (SELECT 1 FROM role_run AS run WHERE run.person_id = person.id AND run.cancelled_at IS NULL)
      UNION ALL
      SELECT 'leaver', id, ends_on FROM person
      WHERE ends_on <= ${addDays(today, ahead)}
        AND (ends_on >= ${addDays(today, -behind)}
          OR EXISTS (SELECT 1 FROM custody INDEXED BY custody_person_open WHERE custody.person_id = person.id AND custody.ended_at IS NULL))
        AND NOT EXISTS (SELECT 1 FROM role_run AS run
          WHERE run.person_id = person.id AND run.kind = 'leaver' AND run.cancelled_at IS NULL)
      UNION ALL
      SELECT 'mover', person.id, ${today} FROM person
      JOIN role_run AS run ON run.person_id = person.id AND run.cancelled_at IS NULL AND run.kind <> 'leaver'
      WHERE run.id = (SELECT max(id) FROM role_run AS last WHERE last.person_id = person.id AND last.cancelled_at IS NULL)
        AND run.department_id IS NOT person.department_id
        AND (person.ends_on IS NULL OR person.ends_on > ${addDays(today, ahead)})
    ) AS due
    JOIN person ON person.id = due.id AND person.archived_at IS NULL
    LEFT JOIN department ON department.id = person.department_id
    ORDER BY due."on", person.name LIMIT 500`.execute(rawExecutor(db));
  return rows.map(({ kind, id, name, department, on }) => ({ kind, person: { id, name }, department, on }));
}

/** Who leaves within two weeks, or has left, and still has assets; the longest over first. */
export async function listUnreturned(db: Db, today: Day): Promise<Unreturned[]> {
  // Along the last days: few persons leave, and all of them together have little of what is handed out.
  const { rows } = await sql<HeldByLeaver>`
    SELECT person.id AS personId, person.name AS personName, person.ends_on AS endsOn, asset.id, asset.tag, asset.name
    FROM person CROSS JOIN custody INDEXED BY custody_person_open ON custody.person_id = person.id AND custody.ended_at IS NULL
    CROSS JOIN asset ON asset.id = custody.asset_id
    WHERE person.ends_on <= ${addDays(today, reminderDays)}
    ORDER BY person.ends_on, person.id, asset.tag LIMIT 2000`.execute(rawExecutor(db));
  const groups = [...Map.groupBy(rows, (row) => row.personId).values()];
  const persons = groups.flatMap(([first]) => (first === undefined ? [] : [first.personId]));
  const [runs, incidents, decisions] = [
    await findLeaverRuns(db, persons),
    await findIncidents(db, persons),
    await findDecisions(db, persons),
  ];
  return groups.flatMap((group): Unreturned[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { personId, personName, endsOn } = first;
    const decided = decisions.get(personId);
    return [
      {
        person: { id: personId, name: personName },
        endsOn,
        daysOver: epochDayOf(today) - epochDayOf(endsOn),
        assets: group.map(({ id, tag, name }) => ({ id, tag, name })),
        runId: runs.get(personId) ?? null,
        // One before the last day was about something else.
        decision: decided !== undefined && decided.at >= endsOn ? decided : null,
        incident: incidents.get(personId) ?? null,
      },
    ];
  });
}

interface HeldByLeaver {
  personId: number;
  personName: string;
  endsOn: Day;
  id: number;
  tag: string;
  name: string;
}

const among = (persons: readonly number[]) => sql<number>`(SELECT value FROM json_each(${JSON.stringify(persons)}))`;

/** The newest run of each who leaves. */
async function findLeaverRuns(db: Db, persons: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('role_run')
    .select(['id', 'person_id'])
    .where('person_id', 'in', among(persons))
    .where('kind', '=', 'leaver')
    .where('cancelled_at', 'is', null)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.id]));
}

/** The incident of what each did not bring back, as long as it is not closed. */
async function findIncidents(db: Db, persons: readonly number[]) {
  const rows = await db
    .selectFrom('incident')
    .select(['id', 'number', 'person_id'])
    .where('person_id', 'in', among(persons))
    .where('source', '=', 'leaver')
    .where('state', '<>', 'closed')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ person_id: personId, ...incident }) => [personId, incident]));
}

/** The last decision over each. */
async function findDecisions(db: Db, persons: readonly number[]) {
  const rows = await db
    .selectFrom('leaver_decision')
    .leftJoin('operator', 'operator.id', 'leaver_decision.decided_by')
    .selectAll('leaver_decision')
    .select('operator.display_name')
    .where('person_id', 'in', among(persons))
    .orderBy('leaver_decision.id')
    .execute();
  return new Map(
    rows.map(({ person_id: personId, decision, reason, decided_at: at, display_name: by }) => [
      personId,
      { decision, reason, at, by: by ?? '' },
    ]),
  );
}

/**
 * Says what is done about what did not come back by the last day: it is excused, or declared as a loss whose custody stands
 * still from then on.
 *
 * @throws Failure NOTHING_UNRETURNED, FORBIDDEN, and what declareIncident throws.
 */
export async function decideUnreturned(
  command: CommandContext,
  { personId, decision, reason }: { personId: number; decision: 'incident' | 'excused'; reason: string },
): Promise<{ incident: { id: number; number: number } | null }> {
  const { tx, now, actor } = command;
  const { name } = await getPerson(tx, personId);
  const mine = (await listUnreturned(tx, dayOf(now))).find(({ person }) => person.id === personId);
  if (!mine || mine.daysOver <= 0) throw new Failure('NOTHING_UNRETURNED', { name });
  const tags = mine.assets.map(({ tag }) => tag);
  await tx
    .insertInto('leaver_decision')
    .values({
      person_id: personId,
      decision,
      reason,
      assets: JSON.stringify(tags),
      decided_at: now,
      decided_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: decision === 'incident' ? 'roleRuns.incidentProposed' : 'roleRuns.leaverExcused',
    subject: `person:${personId}`,
    data: { name, tags: tags.join(', ') },
    reason,
  });
  command.changed('roleRuns');
  return { incident: decision === 'incident' ? await declareKept(command, mine, reason) : null };
}

/** What is in an incident already stays in that one. */
async function declareKept(command: CommandContext, { person, endsOn, assets }: Unreturned, description: string) {
  if (!command.actor.may('incident.declare')) throw new Failure('FORBIDDEN', { permission: 'incident.declare' });
  const free: number[] = [];
  for (const { id } of assets) if ((await findFreezing(command.tx, id)) === null) free.push(id);
  if (free.length === 0) throw new Failure('NOTHING_UNRETURNED', { name: person.name });
  return declareIncident(command, {
    kind: 'lost',
    assetIds: free,
    personId: person.id,
    happenedOn: endsOn,
    description,
    source: 'leaver',
  });
}
