import { problemsOf } from '#backend/features/recovery/index.ts';
import type { PackContext } from '../pack-sheet.ts';
import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface ItemRow {
  id: number;
  subject: string;
  what: string;
  destination: string;
  everyHours: number;
  testEveryDays: number | null;
  encrypted: 0 | 1;
  offSite: 0 | 1;
  keepDays: number;
  createdAt: string;
  lastOutcome: 'ok' | 'warning' | 'failed' | null;
  lastSource: string | null;
  lastGoodAt: string | null;
  testId: number | null;
  testedOn: string | null;
  sample: string | null;
  passed: 0 | 1 | null;
  lastPassedOn: string | null;
  responsible: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT item.id, coalesce(asset.tag || ' ' || asset.name, service.name) AS subject, item.what, item.destination,
  item.every_hours AS everyHours, item.test_every_days AS testEveryDays, item.encrypted, item.off_site AS offSite,
  item.keep_days AS keepDays, item.created_at AS createdAt, run.outcome AS lastOutcome, nullif(run.source, '') AS lastSource,
  (SELECT max(ended_at) FROM protection_run WHERE item_id = item.id AND outcome IN ('ok', 'warning')) AS lastGoodAt,
  test.id AS testId, test.tested_on AS testedOn, test.sample, test.passed,
  (SELECT max(tested_on) FROM restore_test WHERE item_id = item.id AND passed = 1) AS lastPassedOn,
  operator.display_name AS responsible
FROM protected_item AS item
LEFT JOIN asset ON asset.id = item.asset_id
LEFT JOIN it_service AS service ON service.id = item.service_id
LEFT JOIN protection_run AS run ON run.id = (SELECT id FROM protection_run WHERE item_id = item.id
  ORDER BY ended_at DESC LIMIT 1)
LEFT JOIN restore_test AS test ON test.id = (SELECT id FROM restore_test WHERE item_id = item.id
  ORDER BY tested_on DESC, id DESC LIMIT 1)
LEFT JOIN operator ON operator.id = item.responsible_id
WHERE item.archived_at IS NULL AND (item.asset_id IS NULL OR (${assetInScope}))
ORDER BY item.id`;

/** What is wrong with it by the rules of the pages about recovery. */
function problems(row: ItemRow, { facts }: PackContext): string[] {
  return problemsOf(
    {
      everyHours: row.everyHours,
      testEveryDays: row.testEveryDays,
      createdAt: row.createdAt,
      lastRun: row.lastOutcome === null ? null : { outcome: row.lastOutcome },
      lastGoodAt: row.lastGoodAt,
      lastTest: row.passed === null ? null : { passed: row.passed === 1 },
      lastPassedOn: row.lastPassedOn,
    },
    facts.now,
  );
}

/** Everything that is to be backed up, with its newest good backup and its newest proof that it can be restored. */
export const backupsSheet = querySheet<ItemRow>({
  name: '42_Backups',
  table: 'protected_item',
  numberedBy: 'id',
  alsoReads: ['protection_run', 'restore_test', 'asset', 'it_service', 'operator'],
  sql,
  restrictedBy: ['assets'],
  always: 'what is no longer to be backed up',
  record: 'Item no',
  columns: [
    column('Asset/system', 'text', (row) => row.subject),
    column('What', 'text', (row) => row.what),
    column('Where', 'text', (row) => row.destination),
    column('Last success', 'dateTime', (row) => row.lastGoodAt),
    column('Last restore test', 'date', (row) => row.testedOn),
    column('Result', 'text', (row) => (row.passed === null ? null : row.passed === 1 ? 'restored' : 'not restored')),
    column('Evidence ref', 'text', (row) =>
      row.testId === null ? row.lastSource : `restore test ${row.testId}: ${row.sample ?? ''}`,
    ),
    column('Stale (Y/N)', 'boolean', (row, context) => problems(row, context).includes('overdue')),
    column('Problems', 'text', (row, context) => problems(row, context).join(', ')),
    column('Last run', 'text', (row) => row.lastOutcome),
    column('Every hours', 'integer', (row) => row.everyHours),
    column('Kept days', 'integer', (row) => row.keepDays),
    column('Encrypted', 'boolean', (row) => row.encrypted === 1),
    column('Off site', 'boolean', (row) => row.offSite === 1),
    column('Responsible', 'text', (row) => row.responsible),
    column('Item no', 'integer', (row) => row.id),
  ],
});
