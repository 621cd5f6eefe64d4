export { resumeImports } from './import/resume-imports.ts';
export { readMapped } from './read-mapped.ts';
export { spreadsheetProcedures } from './procedures.ts';
export { spreadsheetTasks } from './tasks.ts';
export type { CellValue, Column } from './write/column.ts';
export { WorkbookWriter } from './write/xlsx-writer.ts';
export type { WorkbookResult } from './write/xlsx-writer.ts';
