import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { comparedFields, reconciliationGroups } from '#shared/features/reconciliation/contract.ts';
import type { ReconciliationGroup, ReconciliationRow } from '#shared/features/reconciliation/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { WorkbookWriter } from '#backend/features/spreadsheets/index.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import { getReconciliation, listReconciliations, listRows } from './repository.ts';

const exportInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  draft: z.string(),
  id: z.number(),
  group: z.enum(reconciliationGroups).nullable(),
  now: z.string(),
});
type ExportInput = z.infer<typeof exportInput>;

const sheetNames: Readonly<Record<ReconciliationGroup, string>> = {
  matched: 'Matched',
  different: 'Different',
  unknown_here: 'Unknown here',
  repeated: 'Repeated',
  missing_there: 'Missing there',
};

/** Asks where, then writes the result as a job. */
export async function exportResult(
  { backend, session }: Call,
  { id, group }: { id: number; group: ReconciliationGroup | null },
): Promise<{ jobId: string | null }> {
  const actor = actingOperator(session);
  await getReconciliation(openInventoryOf(backend).reader, id);
  const what = group === null ? 'Reconciliation' : sheetNames[group];
  const path = await backend.host.chooseSaveFile({
    defaultName: `${what} ${dayOf(backend.surroundings.now())}.xlsx`,
    filters: [{ name: 'Excel workbook', extensions: ['xlsx'] }],
  });
  if (path === null) return { jobId: null };
  return {
    jobId: backend.jobs.start('export', basename(path), (job) => writeFile(backend, job, actor, { id, group }, path)),
  };
}

async function writeFile(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { id, group }: { id: number; group: ReconciliationGroup | null },
  path: string,
): Promise<Record<string, string | number>> {
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const draft = `${path}.part`;
  const task: ExportInput = {
    databaseFile: backend.folder.database,
    dataKey: openInventoryOf(backend).dataKey,
    draft,
    id,
    group,
    now: backend.surroundings.now(),
  };
  try {
    const { rows } = (await job.work('reconciliation.export', task)) as { rows: number };
    // The file gets its name in the transaction of its journal entry: none leaves without one.
    await inTransaction(backend, actor, async (command) => {
      await command.record({
        event: 'reconciliation.exported',
        subject: `reconciliation:${id}`,
        data: { fileName: basename(path), group, rows },
      });
      renameSync(draft, path);
    });
    return { path, rows };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The worker's side. One group is written with bare field names as headings, which the import recognises. */
export async function exportTask(input: unknown, report: TaskReport): Promise<{ rows: number }> {
  const task = exportInput.parse(input);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    sqlite.exec('BEGIN');
    const reader = readerOn(sqlite);
    const writer = new WorkbookWriter(createWriteStream(task.draft), {
      title: 'Reconciliation',
      creator: 'Quartermaster',
      now: task.now,
    });
    if (task.group === null) await writeCover(writer, reader, task.id);
    let rows = 0;
    for (const group of task.group === null ? reconciliationGroups : [task.group]) {
      const sheet = await writer.writeSheet(
        { name: sheetNames[group], columns: task.group === null ? resultColumns : listColumns },
        cellsOf(reader, task.id, group, task.group === null ? resultCells : listCells),
      );
      rows += sheet.rows;
      report.progress('writing', rows, null);
    }
    await writer.close();
    return { rows };
  } finally {
    sqlite.close();
  }
}

async function writeCover(writer: WorkbookWriter, reader: Reader, id: number): Promise<void> {
  const made = (await listReconciliations(reader)).find((each) => each.id === id);
  if (!made) throw new Failure('NOT_FOUND', { entity: 'reconciliation', id });
  const lines: [string, string][] = [
    ['List', made.fileName],
    ['SHA-256 of the list', made.sha256],
    ['Reconciled at', made.createdAt],
    ['Operator', made.operator],
    ...made.groups.map(({ group, count, open }): [string, string] => [sheetNames[group], `${count}, open ${open}`]),
  ];
  await writer.writeSheet(
    {
      name: 'Cover',
      columns: [
        { heading: 'Fact', type: 'text', width: 24 },
        { heading: 'Value', type: 'text', width: 70 },
      ],
    },
    lines,
  );
}

const resultColumns = [
  { heading: 'Row of the list', type: 'integer', width: 14 },
  { heading: 'Tag', type: 'text', width: 16 },
  { heading: 'Name', type: 'text', width: 32 },
  { heading: 'Matched by', type: 'text', width: 12 },
  { heading: 'In the list', type: 'text', width: 60 },
  { heading: 'Differences', type: 'text', width: 60 },
  { heading: 'Done', type: 'text', width: 12 },
] as const;
const listColumns = comparedFields.map((heading) => ({ heading, type: 'text' as const, width: 20 }));

function resultCells({ rowNumber, asset, matchedBy, listed, differences, outcome }: ReconciliationRow): CellValue[] {
  const values = Object.entries(listed).map(([field, value]) => `${field}: ${value}`);
  const different = differences.map(({ field, here, there }) => `${field}: ${here || '–'} → ${there}`);
  return [
    rowNumber,
    asset?.tag ?? null,
    asset?.name ?? null,
    matchedBy,
    values.join('; '),
    different.join('; '),
    outcome,
  ];
}

function listCells({ listed, asset }: ReconciliationRow): CellValue[] {
  const known: Record<string, string | undefined> = { tag: asset?.tag, name: asset?.name, ...listed };
  return comparedFields.map((field) => known[field] ?? null);
}

async function* cellsOf(
  reader: Reader,
  id: number,
  group: ReconciliationGroup,
  cells: (row: ReconciliationRow) => CellValue[],
): AsyncGenerator<readonly CellValue[]> {
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listRows>> = await listRows(reader, { id, group, after, limit: 500 });
    for (const row of page.rows) yield cells(row);
    after = page.next;
  }
}
