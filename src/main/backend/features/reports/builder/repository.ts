import type { ReportContent, ReportDetails, SavedReport, Schedule } from '#shared/features/reports/builder-contract.ts';
import type { Paper } from '#shared/features/spreadsheets/export-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** A report as it is kept, with who it belongs to and what became of it last. */
export interface KeptReport extends ReportDetails {
  id: number;
  ownerId: number;
  owner: string;
  plannedAt: string | null;
  version: number;
  lastRun: SavedReport['lastRun'];
}

function selectReports(db: Db) {
  return db
    .selectFrom('saved_report as report')
    .innerJoin('operator', 'operator.id', 'report.owner_id')
    .leftJoin('report_run as run', (join) =>
      join.on((eb) =>
        eb(
          'run.id',
          '=',
          eb
            .selectFrom('report_run as newest')
            .select(({ fn }) => fn.max('newest.id').as('id'))
            .whereRef('newest.report_id', '=', 'report.id'),
        ),
      ),
    )
    .selectAll('report')
    .select(['operator.display_name', 'run.at as ran_at', 'run.path', 'run.rows', 'run.failure'])
    .where('report.archived_at', 'is', null);
}

function keptOf(row: Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number]): KeptReport {
  const { folder, schedule } = row;
  return {
    id: row.id,
    name: row.name,
    shared: row.shared === 1,
    ownerId: row.owner_id,
    owner: row.display_name,
    content: JSON.parse(row.content) as ReportContent,
    format: row.format,
    language: row.language,
    paper: JSON.parse(row.paper) as Paper,
    planned: folder === null || schedule === null ? null : { folder, schedule: JSON.parse(schedule) as Schedule },
    plannedAt: row.planned_at,
    version: row.version,
    lastRun: row.ran_at === null ? null : { at: row.ran_at, path: row.path, rows: row.rows, failure: row.failure },
  };
}

/** His own and the shared ones, by name. */
export async function listVisibleReports(db: Db, operatorId: number): Promise<KeptReport[]> {
  const rows = await selectReports(db)
    .where((eb) => eb.or([eb('report.owner_id', '=', operatorId), eb('report.shared', '=', 1)]))
    .orderBy('report.name')
    .execute();
  return rows.map(keptOf);
}

export async function listPlannedReports(db: Db): Promise<KeptReport[]> {
  return (await selectReports(db).where('report.folder', 'is not', null).orderBy('report.id').execute()).map(keptOf);
}

export async function findReport(db: Db, id: number): Promise<KeptReport | null> {
  const row = await selectReports(db).where('report.id', '=', id).executeTakeFirst();
  return row ? keptOf(row) : null;
}

/** Whether a name is given already: among the shared ones, or among the operator's own. */
export async function isNameTaken(
  db: Db,
  { name, shared, ownerId }: { name: string; shared: boolean; ownerId: number },
  except: number | null,
): Promise<boolean> {
  let rows = db
    .selectFrom('saved_report')
    .select('id')
    .where('archived_at', 'is', null)
    .where('name', '=', name)
    .where('shared', '=', shared ? 1 : 0);
  if (!shared) rows = rows.where('owner_id', '=', ownerId);
  if (except !== null) rows = rows.where('id', '<>', except);
  return (await rows.executeTakeFirst()) !== undefined;
}
