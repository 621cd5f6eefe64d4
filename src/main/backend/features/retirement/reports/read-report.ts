import { readBlanccoXml } from './blancco-xml.ts';
import { readNwipeLog } from './nwipe-log.ts';
import { readCsvReport, readJsonReport } from './table-report.ts';
import type { ErasureReport } from './report.ts';

/** Reads a report of whatever tool it is; null when it is of none that is known. Pure. */
export function readErasureReport(text: string): ErasureReport | null {
  for (const read of [readNwipeLog, readBlanccoXml, readJsonReport, readCsvReport]) {
    const report = read(text);
    if (report !== null && report.media.length > 0) return report;
  }
  return null;
}
