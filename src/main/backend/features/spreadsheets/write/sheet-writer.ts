import { columnLetters } from '../read/table.ts';
import { cellXml, shortenedText, textCell } from './cell-xml.ts';
import { ColumnWidths, headingHeight, measuredRows } from './column-widths.ts';
import { canonicalText, isLinkedText, RowDigest, type CellValue, type Column } from './column.ts';
import { sheetName } from './sheet-names.ts';
import type { Styles } from './styles.ts';
import { xmlAttribute } from './xml-text.ts';
import type { ZipPart, ZipWriter } from './zip-writer.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const FLUSH_CHARACTERS = 1 << 18;
/** Excel refuses files with more links on a sheet; later links stay as text. */
const MOST_LINKS = 65_530;
const REPORTED_CELLS = 100;
const NO_NAMES: ReadonlySet<string> = new Set();
const TEXT = { type: 'text' } as const;

export interface SheetOptions {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Default true. */
  readonly autoFilter?: boolean;
  /** Columns that stay where they are when the others move; default none. */
  readonly frozenColumns?: number;
  /** Of its tab, as `RRGGBB`. */
  readonly tabColor?: string;
  /** Place among the tabs, from 0; default: in the order of writing. A cover written last can so come first. */
  readonly tab?: number;
}

/** What became of one sheet. */
export interface SheetResult {
  readonly name: string;
  /** Tabs it was written to: more than one when the rows did not fit. */
  readonly tabs: readonly string[];
  readonly rows: number;
  /** SHA-256 over the canonical headings and rows. */
  readonly digest: string;
  /** Cells shortened to what a cell holds: how many, and the first of them. */
  readonly shortened: { readonly count: number; readonly cells: readonly string[] };
  readonly linksLeftOut: number;
}

/** A finished part as the workbook lists it. */
export interface Tab {
  readonly name: string;
  readonly file: string;
  readonly wanted: number | null;
  readonly filter: string | null;
  readonly hasHeading: true;
}

/** What the sheet needs of the workbook around it. */
export interface SheetHost {
  readonly zip: ZipWriter;
  readonly styles: Styles;
  readonly rowsPerTab: number;
  newTab(name: string): { name: string; file: string };
  finished(tab: Tab): void;
  closed(result: SheetResult): void;
}

/** One sheet being written row by row; at most about a quarter of a megabyte waits in memory. */
export class SheetWriter {
  readonly #host: SheetHost;
  readonly #options: SheetOptions;
  readonly #letters: readonly string[];
  readonly #digest = new RowDigest();
  readonly #tabs: string[] = [];
  readonly #shortened: string[] = [];
  #shortenedCount = 0;
  #linksLeftOut = 0;
  #links: string[] = [];
  #open: { part: ZipPart; close: () => Promise<void>; name: string; file: string } | null = null;
  #buffer = '';
  /** Null once the head of the tab is written, which the widths of the columns stand in. */
  #widths: ColumnWidths | null = null;
  #rowsInTab = 0;
  #rows = 0;
  #closed = false;

  constructor(host: SheetHost, options: SheetOptions) {
    this.#host = host;
    this.#options = options;
    this.#letters = options.columns.map((_, index) => columnLetters(index));
    this.#digest.add(options.columns.map((column) => column.heading));
  }

  /** Writes a row of values in the order of the columns; await what it gives, null when there is nothing to wait for. */
  push(row: readonly CellValue[]): Promise<void> | null {
    if (this.#open === null || this.#rowsInTab >= this.#host.rowsPerTab) return this.#pushOnNextTab(row);
    this.#add(row);
    return this.#buffer.length >= FLUSH_CHARACTERS ? this.#flush() : null;
  }

  async #pushOnNextTab(row: readonly CellValue[]): Promise<void> {
    await this.#nextTab();
    this.#add(row);
  }

  #add(row: readonly CellValue[]): void {
    this.#digest.add(row);
    this.#rows += 1;
    this.#rowsInTab += 1;
    const number = this.#rowsInTab + 1;
    if (this.#widths !== null && this.#widths.rows < measuredRows) this.#widths.see(row);
    let cells = '';
    for (let at = 0; at < this.#letters.length; at += 1) cells += this.#cell(at, number, row[at] ?? null);
    this.#buffer += `<row r="${number}">${cells}</row>`;
  }

  /** Ends the sheet. A sheet without rows still has its headings. */
  async close(): Promise<SheetResult> {
    if (this.#open === null) await this.#nextTab();
    await this.#endTab();
    this.#closed = true;
    const result: SheetResult = {
      name: this.#options.name,
      tabs: this.#tabs,
      rows: this.#rows,
      digest: this.#digest.finish(),
      shortened: { count: this.#shortenedCount, cells: this.#shortened },
      linksLeftOut: this.#linksLeftOut,
    };
    this.#host.closed(result);
    return result;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  abandon(): void {
    this.#open?.part.abandon();
  }

  #cell(at: number, number: number, value: CellValue): string {
    const reference = `${this.#letters[at] ?? ''}${number}`;
    const column = this.#options.columns[at] ?? TEXT;
    const text = canonicalText(value);
    const short = text === null ? null : shortenedText(text);
    if (short !== null) {
      this.#shortenedCount += 1;
      if (this.#shortened.length < REPORTED_CELLS) this.#shortened.push(`${this.#open?.name ?? ''}!${reference}`);
      return cellXml(reference, TEXT, short, this.#host.styles);
    }
    if (isLinkedText(value)) {
      if (this.#links.length >= MOST_LINKS) {
        this.#linksLeftOut += 1;
        return cellXml(reference, TEXT, value.text, this.#host.styles);
      }
      const target = `'${sheetName(value.sheet, NO_NAMES).replaceAll("'", "''")}'!${value.cell ?? 'A1'}`;
      this.#links.push(
        `<hyperlink ref="${reference}" location="${xmlAttribute(target)}" display="${xmlAttribute(value.text)}"/>`,
      );
    }
    return cellXml(reference, column, value, this.#host.styles);
  }

  async #flush(): Promise<void> {
    const text = this.#head() + this.#buffer;
    this.#buffer = '';
    await this.#open?.part.write(text);
  }

  async #nextTab(): Promise<void> {
    if (this.#open !== null) await this.#endTab();
    const { name, file } = this.#host.newTab(this.#options.name);
    this.#open = { ...(await this.#host.zip.part(`xl/worksheets/${file}`)), name, file };
    this.#tabs.push(name);
    this.#rowsInTab = 0;
    this.#widths = new ColumnWidths(this.#options.columns);
  }

  /** Everything above the rows, once: it waits for the first of them, which tell how wide the columns are. */
  #head(): string {
    if (this.#widths === null) return '';
    const { columns, tabColor, autoFilter = true } = this.#options;
    const widths = this.#widths.widths(autoFilter);
    const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
    this.#widths = null;
    const headings = columns.map(({ heading, type }, at) =>
      textCell(`${this.#letters[at] ?? ''}1`, this.#host.styles.heading(type), heading),
    );
    const color = tabColor === undefined ? '' : `<tabColor rgb="FF${tabColor}"/>`;
    return (
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetPr>${color}<pageSetUpPr fitToPage="1"/></sheetPr>` +
      `<sheetViews><sheetView workbookViewId="0">${this.#pane()}</sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/>${cols.length === 0 ? '' : `<cols>${cols.join('')}</cols>`}` +
      `<sheetData><row r="1" ht="${headingHeight(columns, widths)}" customHeight="1">${headings.join('')}</row>`
    );
  }

  #pane(): string {
    const { columns, frozenColumns = 0 } = this.#options;
    if (frozenColumns === 0 || frozenColumns >= columns.length)
      return (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>'
      );
    const first = `${this.#letters[frozenColumns] ?? ''}2`;
    return (
      `<pane xSplit="${frozenColumns}" ySplit="1" topLeftCell="${first}" activePane="bottomRight" state="frozen"/>` +
      `<selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight" activeCell="${first}" sqref="${first}"/>`
    );
  }

  async #endTab(): Promise<void> {
    if (this.#open === null) return;
    const last = this.#letters.at(-1);
    const filtered = this.#options.autoFilter !== false && last !== undefined;
    const range = filtered ? `A1:${last}${this.#rowsInTab + 1}` : null;
    this.#buffer +=
      `</sheetData>${range === null ? '' : `<autoFilter ref="${range}"/>`}` +
      (this.#links.length === 0 ? '' : `<hyperlinks>${this.#links.join('')}</hyperlinks>`) +
      '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
      '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>';
    this.#links = [];
    await this.#flush();
    const { close, name, file } = this.#open;
    this.#open = null;
    await close();
    const absolute = filtered ? `$A$1:$${last}$${this.#rowsInTab + 1}` : null;
    this.#host.finished({ name, file, wanted: this.#options.tab ?? null, filter: absolute, hasHeading: true });
  }
}
