import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface BackupRow {
  id: number;
  startedAt: string;
  bytes: number | null;
  entries: number | null;
  failure: string | null;
  path: string | null;
  planned: 0 | 1;
  triedAt: string | null;
  triedFailure: string | null;
  triedMs: number | null;
  removedAt: string | null;
}

const sql = `SELECT run.id, run.started_at AS startedAt, run.bytes, run.entries, run.failure, run.path, run.planned,
  trial.started_at AS triedAt, trial.failure AS triedFailure, trial.milliseconds AS triedMs, run.removed_at AS removedAt
FROM backup_run AS run
LEFT JOIN backup_run AS trial ON trial.id = (SELECT max(id) FROM backup_run
  WHERE kind = 'drill' AND path = run.path AND started_at >= run.started_at)
WHERE run.kind = 'backup' AND ${inPeriod('run.started_at')}
ORDER BY run.id`;

/** Backups of the register itself, each with its newest trial of being restored. */
export const appBackupsSheet = querySheet<BackupRow>({
  name: '93_App_backups',
  table: 'backup_run',
  numberedBy: 'id',
  alsoReads: [],
  sql,
  restrictedBy: ['period'],
  always: 'trials and checks, which stand beside the backup they are of',
  record: 'Backup no',
  control: 'Bytes',
  columns: [
    column('Backup no', 'integer', (row) => row.id),
    column('Made at', 'dateTime', (row) => row.startedAt),
    column('Bytes', 'integer', (row) => row.bytes),
    notRecorded('SHA-256'),
    column('Integrity check', 'text', (row) => (row.failure === null ? 'read back whole' : `failed: ${row.failure}`)),
    column('Chain head', 'integer', (row) => row.entries),
    column('Restored as a test at', 'dateTime', (row) => row.triedAt),
    column('Result', 'text', (row) => (row.triedAt === null ? null : (row.triedFailure ?? 'whole'))),
    column('Seconds to restore', 'decimal', (row) => (row.triedMs === null ? null : row.triedMs / 1000)),
    notRecorded('Row counts equal', 'boolean'),
    column('File', 'text', (row) => row.path),
    column('By plan', 'boolean', (row) => row.planned === 1),
    column('Cleared away at', 'dateTime', (row) => row.removedAt),
  ],
});
