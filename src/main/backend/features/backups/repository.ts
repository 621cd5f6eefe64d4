import type { BackupRun, RunKind } from '#shared/features/backups/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Kept, Tried } from './rules.ts';
import './tables.ts';

const shown = 100;

export async function listRuns(db: Db): Promise<BackupRun[]> {
  const rows = await db.selectFrom('backup_run').selectAll().orderBy('id', 'desc').limit(shown).execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    path: row.path,
    startedAt: row.started_at,
    seconds: row.milliseconds / 1000,
    failure: row.failure,
    bytes: row.bytes,
    entries: row.entries,
    removedAt: row.removed_at,
  }));
}

/** The newest of a kind, of all or of the good ones only. */
export async function findNewest(db: Db, kind: RunKind, onlyGood = false): Promise<Tried | null> {
  let rows = db.selectFrom('backup_run').select(['started_at', 'failure']).where('kind', '=', kind);
  if (onlyGood) rows = rows.where('failure', 'is', null);
  const row = await rows.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row ? { startedAt: row.started_at, failed: row.failure !== null } : null;
}

/** Good backups that the plan wrote and has not cleared away. */
export async function listKept(db: Db): Promise<(Kept & { path: string })[]> {
  const rows = await db
    .selectFrom('backup_run')
    .select(['id', 'path', 'started_at'])
    .where('kind', '=', 'backup')
    .where('planned', '=', 1)
    .where('failure', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('started_at', 'desc')
    .execute();
  return rows.flatMap(({ id, path, started_at: madeAt }) => (path === null ? [] : [{ id, path, madeAt }]));
}
