export { resumeImports } from './import/resume-imports.ts';
export { readMapped } from './read-mapped.ts';
export { spreadsheetProcedures } from './procedures.ts';
export type { CellValue, Column } from './write/column.ts';
export { WorkbookWriter } from './write/xlsx-writer.ts';
export type { WorkbookResult } from './write/xlsx-writer.ts';
export { fileFilters, mayExport, titleOfList } from './export/export-list.ts';
export type { ListSource, SourceContext } from './export/list-source.ts';

/** Sources and writers of lists, which bring the fonts and the PDF along: only for whoever writes one. */
export const listExport = async () => import('./export/list-export.ts');
