export { exportToFile } from './export-assets.ts';
export { importFile, previewFile } from './import/run-import.ts';
export { resumeImports } from './import/resume-imports.ts';
export { spreadsheetProcedures } from './procedures.ts';
export { listBatches } from './repository.ts';
export { spreadsheetTasks } from './tasks.ts';
export type { CellValue, Column } from './write/column.ts';
export { WorkbookWriter } from './write/xlsx-writer.ts';
export type { WorkbookResult } from './write/xlsx-writer.ts';
