import { sql } from 'kysely';
import { protectionProblems } from '#shared/features/recovery/model.ts';
import type {
  ProtectedItem,
  ProtectedRow,
  ProtectionProblem,
  RunOutcome,
  SubjectShown,
} from '#shared/features/recovery/model.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { problemsOf } from './rules.ts';
import './tables.ts';

interface SubjectColumns {
  asset_id: number | null;
  tag: string | null;
  asset_name: string | null;
  service_id: number | null;
  service_name: string | null;
}

export function subjectOf(row: SubjectColumns): SubjectShown {
  const { asset_id: id, tag, asset_name: name } = row;
  return {
    asset: id === null || tag === null || name === null ? null : { id, tag, name },
    service: referenceOf(row.service_id, row.service_name),
  };
}

/** What of a service or of one of its assets is meant as well when an asset is asked for. */
export const isAbout = (table: string, assetId: number) =>
  sql<boolean>`(${sql.ref(`${table}.asset_id`)} = ${assetId} OR ${sql.ref(`${table}.service_id`)} IN
    (SELECT service_id FROM it_service_asset WHERE asset_id = ${assetId}))`;

function selectItems(db: Db) {
  return db
    .selectFrom('protected_item as item')
    .leftJoin('asset', 'asset.id', 'item.asset_id')
    .leftJoin('it_service as service', 'service.id', 'item.service_id')
    .leftJoin('operator', 'operator.id', 'item.responsible_id')
    .selectAll('item')
    .select(['asset.tag', 'asset.name as asset_name', 'service.name as service_name', 'operator.display_name'])
    .select([
      sql<string | null>`(SELECT max(ended_at) FROM protection_run WHERE item_id = item.id)`.as('last_at'),
      sql<RunOutcome | null>`(SELECT outcome FROM protection_run WHERE item_id = item.id
        ORDER BY ended_at DESC LIMIT 1)`.as('last_outcome'),
      sql<string | null>`(SELECT max(ended_at) FROM protection_run WHERE item_id = item.id
        AND outcome IN ('ok', 'warning'))`.as('last_good_at'),
      sql<number>`(SELECT count(*) FROM protection_run WHERE item_id = item.id AND outcome = 'failed'
        AND ended_at > coalesce((SELECT max(ended_at) FROM protection_run AS good WHERE good.item_id = item.id
          AND good.outcome IN ('ok', 'warning')), ''))`.as('failures'),
      sql<string | null>`(SELECT tested_on FROM restore_test WHERE item_id = item.id
        ORDER BY tested_on DESC, id DESC LIMIT 1)`.as('tested_on'),
      sql<number | null>`(SELECT passed FROM restore_test WHERE item_id = item.id
        ORDER BY tested_on DESC, id DESC LIMIT 1)`.as('test_passed'),
      sql<string | null>`(SELECT max(tested_on) FROM restore_test WHERE item_id = item.id AND passed = 1)`.as(
        'passed_on',
      ),
    ]);
}
type SelectedItem = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number];

function rowOf(row: SelectedItem, now: string): ProtectedRow {
  const lastRun =
    row.last_at === null || row.last_outcome === null ? null : { endedAt: row.last_at, outcome: row.last_outcome };
  const lastTest = row.tested_on === null ? null : { testedOn: row.tested_on, passed: row.test_passed === 1 };
  return {
    id: row.id,
    ...subjectOf(row),
    what: row.what,
    destination: row.destination,
    everyHours: row.every_hours,
    keepDays: row.keep_days,
    encrypted: row.encrypted === 1,
    offSite: row.off_site === 1,
    responsible: referenceOf(row.responsible_id, row.display_name),
    lastRun,
    lastGoodAt: row.last_good_at,
    failures: row.failures,
    lastTest,
    problems: problemsOf(
      {
        everyHours: row.every_hours,
        testEveryDays: row.test_every_days,
        createdAt: row.created_at,
        lastRun,
        lastGoodAt: row.last_good_at,
        lastTest,
        lastPassedOn: row.passed_on,
      },
      now,
    ),
  };
}

interface ItemsQuery {
  problem?: ProtectionProblem | undefined;
  assetId?: number | undefined;
  search?: string | undefined;
}

const worst = ({ problems }: ProtectedRow) =>
  problems[0] === undefined ? protectionProblems.length : protectionProblems.indexOf(problems[0]);
const nameOf = ({ asset, service }: SubjectShown) => asset?.tag ?? service?.name ?? '';

/** What is protected, what has the worst problem first. */
export async function listItems(
  db: Db,
  { problem, assetId, search }: ItemsQuery,
  now: string,
): Promise<ProtectedRow[]> {
  let rows = selectItems(db).where('item.archived_at', 'is', null);
  if (assetId !== undefined) rows = rows.where(isAbout('item', assetId));
  const text = search?.trim() ?? '';
  if (text !== '')
    rows = rows.where(
      sql<boolean>`(item.what || char(31) || item.destination || char(31) || coalesce(asset.tag, '') || char(31)
        || coalesce(asset.name, '') || char(31) || coalesce(service.name, '')) LIKE ${containsPattern(text)} ESCAPE '\\'`,
    );
  const found = (await rows.orderBy('item.id').limit(5000).execute()).map((row) => rowOf(row, now));
  return found
    .filter(({ problems }) => problem === undefined || problems.includes(problem))
    .toSorted((one, other) => worst(one) - worst(other) || nameOf(one).localeCompare(nameOf(other), 'en'));
}

/** @throws Failure NOT_FOUND */
export async function getItem(db: Db, id: number, now: string): Promise<ProtectedItem> {
  const row = await selectItems(db).where('item.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('protected_item', id);
  const runs = await db
    .selectFrom('protection_run')
    .innerJoin('operator', 'operator.id', 'protection_run.recorded_by')
    .selectAll('protection_run')
    .select('operator.display_name')
    .where('item_id', '=', id)
    .orderBy('ended_at', 'desc')
    .limit(200)
    .execute();
  const tests = await db
    .selectFrom('restore_test')
    .innerJoin('operator', 'operator.id', 'restore_test.recorded_by')
    .selectAll('restore_test')
    .select('operator.display_name')
    .where('item_id', '=', id)
    .orderBy('tested_on', 'desc')
    .orderBy('restore_test.id', 'desc')
    .limit(200)
    .execute();
  const aliases = await db.selectFrom('protected_item_alias').select('name').where('item_id', '=', id).execute();
  return {
    ...rowOf(row, now),
    details: {
      assetId: row.asset_id,
      serviceId: row.service_id,
      what: row.what,
      destination: row.destination,
      everyHours: row.every_hours,
      keepDays: row.keep_days,
      encrypted: row.encrypted === 1,
      offSite: row.off_site === 1,
      testEveryDays: row.test_every_days,
      responsibleId: row.responsible_id,
      notes: row.notes,
      aliases: aliases.map(({ name }) => name),
    },
    runs: runs.map((run) => ({
      id: run.id,
      endedAt: run.ended_at,
      outcome: run.outcome,
      bytes: run.bytes,
      note: run.note,
      source: run.source,
      recordedBy: run.display_name,
    })),
    tests: tests.map((test) => ({
      id: test.id,
      testedOn: test.tested_on,
      sample: test.sample,
      passed: test.passed === 1,
      minutes: test.minutes,
      note: test.note,
      recordedBy: test.display_name,
    })),
    version: row.version,
  };
}
