import type { ReportContent, ReportPreview } from '#shared/features/reports/builder-contract.ts';
import type { ExportLanguage } from '#shared/features/spreadsheets/export-contract.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { listExport } from '#backend/features/spreadsheets/index.ts';
import { maySee, sourceOfReport } from './report-source.ts';

const mostRows = 50;
const numeric: ReadonlySet<string> = new Set(['integer', 'decimal', 'money']);

/**
 * The beginning of a report. It is read on a connection of its own, since one whose rows are not read to their end holds
 * up every write on the same connection.
 *
 * @throws Failure FORBIDDEN when what it is of may not be seen
 */
export async function previewReport(
  { backend, actor, now }: QueryContext,
  { content, language }: { content: ReportContent; language: ExportLanguage },
): Promise<ReportPreview> {
  if (!maySee(content, (permission) => actor.may(permission))) throw new Failure('FORBIDDEN', {});
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const { cellTexts } = await listExport();
  const textOf = cellTexts(language);
  const { dataKey } = openInventoryOf(backend);
  const sqlite = openSqlite({ file: backend.folder.database, key: dataKey, readonly: true });
  try {
    const { columns, rows } = await sourceOfReport(sqlite, content, {
      now,
      seesCost: actor.may('asset.cost.view'),
      language,
    });
    const texts: string[][] = [];
    let more = false;
    for await (const row of rows(() => undefined)) {
      more = texts.length === mostRows;
      if (more) break;
      texts.push(columns.map((column, at) => textOf(row[at] ?? null, column.type)));
    }
    return {
      columns: columns.map(({ heading, type }) => ({ heading, numeric: numeric.has(type) })),
      rows: texts,
      more,
    };
  } finally {
    sqlite.close();
  }
}
