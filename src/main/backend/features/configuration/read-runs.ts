import { sql } from 'kysely';
import type { Mark, Readiness, Run, RunAsset, RunRow } from '#shared/features/configuration/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { listGaps } from './gaps.ts';
import { listSteps } from './read-profiles.ts';
import './tables.ts';

/** Mandatory steps of its run that an asset (`member`) has not signed. */
const openMandatory = sql<number>`(SELECT count(*) FROM configuration_step AS step
  WHERE step.version_id = run.version_id AND step.mandatory = 1 AND NOT EXISTS (
    SELECT 1 FROM configuration_mark AS mark
    WHERE mark.run_asset_id = member.id AND mark.step_id = step.id AND mark.withdrawn_at IS NULL))`;

function selectRuns(db: Db) {
  return db
    .selectFrom('configuration_run as run')
    .innerJoin('configuration_version as version', 'version.id', 'run.version_id')
    .innerJoin('configuration_profile as profile', 'profile.id', 'version.profile_id')
    .leftJoin('operator', 'operator.id', 'run.started_by')
    .select(['run.id', 'run.name', 'run.version_id', 'run.started_at', 'version.number', 'operator.display_name'])
    .select(['profile.id as profile_id', 'profile.name as profile_name'])
    .select([
      sql<number>`(SELECT count(*) FROM configuration_run_asset AS member
        WHERE member.run_id = run.id AND member.left_at IS NULL)`.as('assets'),
      sql<number>`(SELECT count(*) FROM configuration_run_asset AS member
        WHERE member.run_id = run.id AND member.left_at IS NULL AND ${openMandatory} = 0)`.as('ready'),
    ])
    .orderBy('run.id', 'desc');
}
type RunColumns = Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number];

const runRowOf = (row: RunColumns): RunRow => ({
  id: row.id,
  name: row.name,
  profile: { id: row.profile_id, name: row.profile_name },
  versionNumber: row.number,
  startedAt: row.started_at,
  startedBy: row.display_name ?? '',
  assets: row.assets,
  ready: row.ready,
});

/** Runs, the newest first: those with something to do, or all of the last thousand. */
export async function listRuns(db: Db, { done }: { done: boolean }): Promise<RunRow[]> {
  const rows = await selectRuns(db).limit(1000).execute();
  return rows.filter((row) => done || row.ready < row.assets).map(runRowOf);
}

async function marksOf(db: Db, runId: number): Promise<Map<number, Mark[]>> {
  const rows = await db
    .selectFrom('configuration_mark as mark')
    .innerJoin('configuration_run_asset as member', 'member.id', 'mark.run_asset_id')
    .leftJoin('operator', 'operator.id', 'mark.signed_by')
    .select(['mark.id', 'mark.run_asset_id', 'mark.step_id', 'mark.value', 'mark.file_name', 'mark.signed_at'])
    .select(['operator.display_name', sql<number>`mark.secret IS NOT NULL`.as('has_secret')])
    .where('member.run_id', '=', runId)
    .where('mark.withdrawn_at', 'is', null)
    .execute();
  const marks = rows.map((row) => ({
    runAssetId: row.run_asset_id,
    mark: {
      id: row.id,
      stepId: row.step_id,
      value: row.value,
      hasSecret: row.has_secret === 1,
      fileName: row.file_name,
      signedAt: row.signed_at,
      signedBy: row.display_name ?? '',
    },
  }));
  const grouped = Map.groupBy(marks, ({ runAssetId }) => runAssetId);
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ mark }) => mark)]));
}

async function membersOf(db: Db, runId: number): Promise<RunAsset[]> {
  const marks = await marksOf(db, runId);
  const rows = await db
    .selectFrom('configuration_run_asset as member')
    .innerJoin('configuration_run as run', 'run.id', 'member.run_id')
    .innerJoin('asset', 'asset.id', 'member.asset_id')
    .select(['member.id', 'member.left_because', 'asset.id as asset_id', 'asset.tag', 'asset.name'])
    .select(openMandatory.as('open_mandatory'))
    .where('member.run_id', '=', runId)
    .orderBy('member.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    asset: { id: row.asset_id, tag: row.tag, name: row.name },
    leftBecause: row.left_because,
    openMandatory: row.open_mandatory,
    marks: marks.get(row.id) ?? [],
  }));
}

export async function getRun(db: Db, id: number): Promise<Run> {
  const row = await selectRuns(db).where('run.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('configuration_run', id);
  const { newest } = await db
    .selectFrom('configuration_version')
    .select((eb) => eb.fn.max('number').as('newest'))
    .where('profile_id', '=', row.profile_id)
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    ...runRowOf(row),
    newestNumber: Number(newest),
    steps: await listSteps(db, row.version_id),
    members: await membersOf(db, id),
  };
}

/** What an asset lacks for whoever might get it, the overrides that are not cured, and its runs. */
export async function readReadiness(db: Db, assetId: number): Promise<Readiness> {
  const overrides = await db
    .selectFrom('configuration_override')
    .leftJoin('operator', 'operator.id', 'configuration_override.given_by')
    .selectAll('configuration_override')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .where('cured_at', 'is', null)
    .orderBy('configuration_override.id', 'desc')
    .execute();
  const members = await db
    .selectFrom('configuration_run_asset as member')
    .innerJoin('configuration_run as run', 'run.id', 'member.run_id')
    .select(['run.id', 'member.left_because', openMandatory.as('open_mandatory')])
    .where('member.asset_id', '=', assetId)
    .execute();
  const ofRun = new Map(members.map((member) => [member.id, member]));
  const runs =
    members.length === 0
      ? []
      : await selectRuns(db)
          .where('run.id', 'in', [...ofRun.keys()])
          .execute();
  const holder = await db
    .selectFrom('custody')
    .leftJoin('person', 'person.id', 'custody.person_id')
    .select(sql<number | null>`coalesce(custody.department_id, person.department_id)`.as('department_id'))
    .where('custody.asset_id', '=', assetId)
    .where('custody.ended_at', 'is', null)
    .executeTakeFirst();
  return {
    gaps: await listGaps(db, assetId, holder?.department_id ?? null),
    overrides: overrides.map((row) => ({
      id: row.id,
      reason: row.reason,
      steps: JSON.parse(row.open_steps) as string[],
      givenAt: row.given_at,
      givenBy: row.display_name ?? '',
      used: row.custody_id !== null,
    })),
    runs: runs.map((row) => {
      const member = ofRun.get(row.id);
      return {
        ...runRowOf(row),
        openMandatory: member?.open_mandatory ?? 0,
        leftBecause: member?.left_because ?? null,
      };
    }),
  };
}
