import type { Writable } from 'node:stream';
import { Failure } from '#backend/kernel/failure.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import type { CellValue, WorkbookResult } from '#backend/features/spreadsheets/index.ts';
import { WorkbookWriter } from '#backend/features/spreadsheets/index.ts';
import { controlMapSheet } from './control-map.ts';
import { coverColumns, coverSheet } from './cover.ts';
import { fittingCell } from './pack-sheet.ts';
import type { PackContext, PackSheet, SheetSource } from './pack-sheet.ts';
import { provenanceSheet } from './provenance.ts';
import { recordSheets } from './record-sheets.ts';
import { SheetTally } from './sheet-tally.ts';

const reportEvery = 500;

/** Sheets of one subject have tabs of one colour, by the first figure of their names. */
const tabColors = [
  '0F6699',
  '2F9E77',
  'D08A1A',
  'B8497F',
  '4AA3B8',
  '7F62C4',
  '1D7AB5',
  'CC4A40',
  'A4AEB8',
  '4A5560',
] as const;

export interface WrittenPack extends Pick<WorkbookResult, 'sha256' | 'bytes'> {
  readonly seal: string;
  readonly sheets: number;
  readonly rows: number;
}

/**
 * Writes the pack row by row. Cover, provenance and control map tell of the other sheets, so they are written after
 * them and shown before.
 *
 * @param rowsPerTab lets a test continue a sheet on the next tab early.
 */
export async function writePack(
  target: Writable,
  context: PackContext,
  report: TaskReport,
  rowsPerTab?: number,
): Promise<WrittenPack> {
  const { facts, organisation } = context;
  const writer = new WorkbookWriter(target, {
    title: `Audit pack ${String(facts.number).padStart(4, '0')}`,
    creator: 'Quartermaster',
    company: organisation,
    now: facts.now,
    ...(rowsPerTab === undefined ? {} : { rowsPerTab }),
  });
  try {
    const pack = new PackWriter(writer, context, report);
    const { seal } = await pack.writeAll();
    const { sha256, bytes, sheets } = await writer.close();
    return { sha256, bytes, seal, sheets: sheets.length, rows: sheets.reduce((sum, sheet) => sum + sheet.rows, 0) };
  } catch (error) {
    writer.abandon();
    throw failureOf(error);
  }
}

/** One writing: counts first, so that progress has an end, then sheet after sheet. */
class PackWriter {
  readonly #writer: WorkbookWriter;
  readonly #context: PackContext;
  readonly #report: TaskReport;
  #done = 0;
  #total = 0;
  #lastRow: readonly CellValue[] = [];

  constructor(writer: WorkbookWriter, context: PackContext, report: TaskReport) {
    this.#writer = writer;
    this.#context = context;
    this.#report = report;
  }

  async writeAll(): Promise<{ seal: string }> {
    this.#report.progress('counting', 0, null);
    const sources = recordSheets.map((sheet) => sheet.source(this.#context));
    this.#total = sources.reduce((sum, source) => sum + source.rowsMatched, 0);
    for (const [index, sheet] of recordSheets.entries()) await this.#write(sheet, sources[index] ?? null, index + 3);
    await this.#write(controlMapSheet, controlMapSheet.source(this.#context), 2);
    await this.#write(provenanceSheet, null, 1);
    await this.#write(coverSheet, null, 0);
    const seal = this.#lastRow[coverColumns.sha256];
    if (typeof seal !== 'string') throw new Error('the cover ends without its seal');
    return { seal };
  }

  async #write(sheet: Omit<PackSheet, 'source'>, source: SheetSource | null, tab: number): Promise<void> {
    const { name, columns } = sheet;
    const tally = new SheetTally(sheet);
    const tabColor = tabColors[Number(name[0])];
    const options = { name, columns, tab, ...(tabColor === undefined ? {} : { tabColor }) };
    const result = await this.#writer.writeSheet(options, this.#cells(sheet, tally));
    if (source !== null && tally.records !== source.rowsMatched) {
      throw new Error(`${name} has ${tally.records} records where the database counts ${source.rowsMatched}`);
    }
    this.#context.written.push({ sheet, source, rows: result.rows, sha256: result.digest, ...tally.facts() });
  }

  *#cells(sheet: Omit<PackSheet, 'source'>, tally: SheetTally): Generator<readonly CellValue[]> {
    for (const row of sheet.rows(this.#context)) {
      const cells = row.map((value, at) => fittingCell(value, sheet.columns[at]?.type ?? 'text'));
      tally.add(cells);
      this.#done += 1;
      if (this.#done % reportEvery === 0)
        this.#report.progress('writing', this.#done, Math.max(this.#total, this.#done));
      this.#lastRow = cells;
      yield cells;
    }
  }
}

/** What the writer refuses is a failure with a code, e.g. a workbook beyond 4 GiB. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'WriteError' || !('code' in error)) return error;
  return new Failure(String(error.code), 'facts' in error ? { ...(error.facts as object) } : {});
}
