import { createWriteStream } from 'node:fs';
import * as z from 'zod';
import { assetFilter, assetListSort } from '#shared/features/assets/contract.ts';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { sortDirection } from '#shared/rpc/fields.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { listAssets } from '#backend/features/assets/index.ts';
import type { CellValue, Column } from './write/column.ts';
import { writeCsv } from './write/csv-writer.ts';
import { WorkbookWriter } from './write/xlsx-writer.ts';

const exportTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** A draft beside the file that was asked for: it gets its name when it is whole. */
  draft: z.string(),
  format: z.enum(['xlsx', 'csv']),
  filter: assetFilter,
  sort: assetListSort,
  direction: sortDirection,
  seesCost: z.boolean(),
  now: z.string(),
});
export type ExportTaskInput = z.infer<typeof exportTaskInput>;

const columns: readonly Column[] = [
  { heading: 'Tag', type: 'text', width: 14 },
  { heading: 'Name', type: 'text', width: 32 },
  { heading: 'Serial', type: 'text', width: 20 },
  { heading: 'Status', type: 'text', width: 14 },
  { heading: 'Condition', type: 'text', width: 12 },
  { heading: 'Category', type: 'text' },
  { heading: 'Manufacturer', type: 'text' },
  { heading: 'Model', type: 'text' },
  { heading: 'Custodian', type: 'text' },
  { heading: 'Due back', type: 'date' },
  { heading: 'Location', type: 'text' },
  { heading: 'Department', type: 'text' },
  { heading: 'Purchase date', type: 'date' },
  { heading: 'Cost', type: 'money' },
  { heading: 'Warranty until', type: 'date' },
  { heading: 'Last seen', type: 'dateTime' },
];

const pageSize = 500;

/** Writes the list as it is seen, all of it, in constant memory. */
export async function exportTask(input: unknown, report: TaskReport): Promise<{ rows: number }> {
  const task = exportTaskInput.parse(input);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    // One snapshot for the whole file, whatever is scanned meanwhile.
    sqlite.exec('BEGIN');
    const rows = rowsOf(sqlite, task, report);
    const target = createWriteStream(task.draft);
    if (task.format === 'csv') return { rows: (await writeCsv(target, { columns }, rows)).rows };
    const writer = new WorkbookWriter(target, { title: 'Assets', creator: 'Quartermaster', now: task.now });
    const sheet = await writer.writeSheet({ name: 'Assets', columns }, rows);
    await writer.close();
    return { rows: sheet.rows };
  } finally {
    sqlite.close();
  }
}

async function* rowsOf(
  sqlite: Parameters<typeof readerOn>[0],
  task: ExportTaskInput,
  report: TaskReport,
): AsyncGenerator<readonly CellValue[]> {
  const reader = readerOn(sqlite);
  const actor = {
    operatorId: 0,
    username: '',
    roles: [],
    source: 'system' as const,
    desk: '',
    session: '',
    may: () => task.seesCost,
  };
  let cursor: string | undefined;
  let done = 0;
  do {
    const page = await listAssets(
      { reader, actor, now: task.now },
      { ...task.filter, sort: task.sort, direction: task.direction, limit: pageSize, cursor },
    );
    for (const row of page.rows) yield cellsOf(row);
    done += page.rows.length;
    report.progress('writing', done, page.totalIsExact ? page.total : null);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function cellsOf(row: AssetRow): readonly CellValue[] {
  return [
    row.tag,
    row.name,
    row.serial,
    row.status.replaceAll('_', ' '),
    row.condition,
    row.category.name,
    row.manufacturer,
    row.model,
    row.custodian?.name ?? null,
    row.dueOn,
    row.place?.name ?? null,
    row.department,
    row.purchasedOn,
    row.cost,
    row.warrantyUntil,
    row.lastSeenAt,
  ];
}
