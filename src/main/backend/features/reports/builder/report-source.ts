import type { ReportContent } from '#shared/features/reports/builder-contract.ts';
import type { ExportLanguage } from '#shared/features/spreadsheets/export-contract.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { listExport, mayExport, titleOfList } from '#backend/features/spreadsheets/index.ts';
import type { ListSource } from '#backend/features/spreadsheets/index.ts';
import { scopeNamesOf } from '../audit-pack/scope.ts';
import { readyReportDefinitions } from './ready-reports.ts';

/** Whether somebody who may do so much may see what the report is of. */
export function maySee(content: ReportContent, may: (permission: Permission) => boolean): boolean {
  if (content.kind === 'list') return mayExport(content.request.list, may);
  return may(readyReportDefinitions[content.report].permission);
}

/** What a report is called as long as nobody has named it. */
export function titleOf(content: ReportContent, language: ExportLanguage): string {
  if (content.kind === 'list') return titleOfList({ list: content.request.list, language });
  return textIn(language, `readyReport.${content.report}`);
}

/** Columns and rows of a report on a connection that only reads, whatever it is of. */
export async function sourceOfReport(
  sqlite: Sqlite,
  content: ReportContent,
  context: { now: string; seesCost: boolean; language: ExportLanguage },
): Promise<ListSource> {
  const reader = readerOn(sqlite);
  if (content.kind === 'ready')
    return readyReportDefinitions[content.report].source({ ...context, sqlite, reader, scope: content.scope });
  const { sourceOf } = await listExport();
  const { language, ...rest } = context;
  return sourceOf({ ...rest, reader, language }, { ...content.request, language });
}

/** What restricts the report, in words, as it stands above a printed one. */
export async function wordsOfReport(
  sqlite: Sqlite,
  content: ReportContent,
  language: ExportLanguage,
): Promise<string[]> {
  if (content.kind === 'list') return content.request.words;
  const { scope } = content;
  const { cellTexts } = await listExport();
  const day = (value: string) => cellTexts(language)(value, 'date');
  const names = scopeNamesOf(sqlite, scope);
  const named = (['place', 'department', 'category'] as const).flatMap((part) => {
    const name = names[part];
    return name === null ? [] : [`${textIn(language, `field.${part}`)}: ${name}`];
  });
  return [
    ...(scope.from === null ? [] : [`${textIn(language, 'reports.from')} ${day(scope.from)}`]),
    ...(scope.to === null ? [] : [`${textIn(language, 'reports.to')} ${day(scope.to)}`]),
    ...named,
  ];
}
