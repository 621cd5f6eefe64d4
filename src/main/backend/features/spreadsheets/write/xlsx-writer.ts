import type { Writable } from 'node:stream';
import { ByteSink } from './byte-sink.ts';
import { SheetWriter, type SheetHost, type SheetOptions, type SheetResult, type Tab } from './sheet-writer.ts';
import { sheetName } from './sheet-names.ts';
import { Styles } from './styles.ts';
import {
  contentTypesXml,
  corePropertiesXml,
  appPropertiesXml,
  rootRelationsXml,
  workbookRelationsXml,
  workbookXml,
} from './workbook-parts.ts';
import { WriteError } from './write-error.ts';
import { ZipWriter } from './zip-writer.ts';

/** Rows of a worksheet, of which the first holds the headings. */
const SHEET_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

export interface WorkbookOptions {
  readonly title: string;
  readonly creator: string;
  /** ISO-8601 UTC; the only time in the file, also of its zip entries. */
  readonly now: string;
  readonly company?: string;
  readonly subject?: string;
  /** 1 (fast) to 9 (small); default 6. */
  readonly compression?: number;
  /** Rows below the headings before a sheet continues on the next tab; default and most 1,048,575. */
  readonly rowsPerTab?: number;
  readonly signal?: AbortSignal;
}

export interface WorkbookResult {
  readonly bytes: number;
  readonly sha256: string;
  readonly sheets: readonly SheetResult[];
}

/**
 * Writes a workbook (ECMA-376) to a stream, sheet after sheet and row after row, in constant memory. Equal calls give
 * equal bytes. After a failure or an abort call {@link abandon}; what was written until then is no workbook.
 */
export class WorkbookWriter {
  readonly #sink: ByteSink;
  readonly #zip: ZipWriter;
  readonly #styles = new Styles();
  readonly #options: WorkbookOptions;
  readonly #tabs: Tab[] = [];
  readonly #names = new Set<string>();
  readonly #results: SheetResult[] = [];
  #sheet: SheetWriter | null = null;
  #files = 0;
  #closed = false;

  constructor(target: Writable, options: WorkbookOptions) {
    this.#options = options;
    this.#sink = new ByteSink(target, options.signal);
    this.#zip = new ZipWriter(this.#sink, options.now, options.compression ?? 6);
  }

  /**
   * Opens the next sheet; the one before it must be closed.
   * @throws WriteError SHEET_OPEN, CLOSED or TOO_MANY_COLUMNS
   */
  addSheet(options: SheetOptions): SheetWriter {
    if (this.#closed) throw new WriteError('CLOSED');
    if (this.#sheet?.isClosed === false) throw new WriteError('SHEET_OPEN', { sheet: options.name });
    if (options.columns.length > MOST_COLUMNS) {
      throw new WriteError('TOO_MANY_COLUMNS', { columns: options.columns.length, maxColumns: MOST_COLUMNS });
    }
    const host: SheetHost = {
      zip: this.#zip,
      styles: this.#styles,
      rowsPerTab: Math.min(this.#options.rowsPerTab ?? SHEET_ROWS - 1, SHEET_ROWS - 1),
      newTab: (wanted) => {
        const name = sheetName(wanted, this.#names);
        this.#names.add(name.toLowerCase());
        this.#files += 1;
        return { name, file: `sheet${this.#files}.xml` };
      },
      finished: (tab) => this.#tabs.push(tab),
      closed: (result) => this.#results.push(result),
    };
    this.#sheet = new SheetWriter(host, options);
    return this.#sheet;
  }

  /** Writes a whole sheet from rows that may be produced while they are written. */
  async writeSheet(options: SheetOptions, rows: Parameters<typeof pushAll>[1]): Promise<SheetResult> {
    const sheet = this.addSheet(options);
    await pushAll(sheet, rows);
    return await sheet.close();
  }

  /** Writes the parts that list the others and ends the stream. */
  async close(): Promise<WorkbookResult> {
    if (this.#closed) throw new WriteError('CLOSED');
    if (this.#sheet?.isClosed === false) throw new WriteError('SHEET_OPEN');
    if (this.#sheet === null) await this.addSheet({ name: 'Sheet', columns: [] }).close();
    this.#closed = true;
    const order = this.#tabs.map((tab, written) => ({ tab, place: tab.wanted ?? written, written }));
    order.sort(
      (a, b) =>
        a.place - b.place || Number(b.tab.wanted !== null) - Number(a.tab.wanted !== null) || a.written - b.written,
    );
    const tabs = order.map(({ tab }) => tab);
    await this.#zip.add('xl/workbook.xml', workbookXml(tabs));
    await this.#zip.add('xl/_rels/workbook.xml.rels', workbookRelationsXml(tabs));
    await this.#zip.add('xl/styles.xml', this.#styles.xml());
    await this.#zip.add('docProps/core.xml', corePropertiesXml(this.#options));
    await this.#zip.add('docProps/app.xml', appPropertiesXml(this.#options));
    await this.#zip.add('_rels/.rels', rootRelationsXml());
    await this.#zip.add('[Content_Types].xml', contentTypesXml(tabs));
    await this.#zip.finish();
    return { bytes: this.#sink.bytes, sha256: await this.#sink.end(), sheets: this.#results };
  }

  /** Gives up: frees the compressor and destroys the stream. */
  abandon(): void {
    this.#closed = true;
    this.#sheet?.abandon();
    this.#sink.abandon();
  }
}

async function pushAll(
  sheet: SheetWriter,
  rows: Iterable<Parameters<SheetWriter['push']>[0]> | AsyncIterable<Parameters<SheetWriter['push']>[0]>,
): Promise<void> {
  if (Symbol.asyncIterator in rows) {
    for await (const row of rows) await sheet.push(row);
    return;
  }
  // Waiting costs more than most rows do, so only a row that really waits for the disk is waited for.
  for (const row of rows) {
    const waiting = sheet.push(row);
    if (waiting !== null) await waiting;
  }
}
