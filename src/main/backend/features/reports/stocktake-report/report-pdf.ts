import { addPage, A4_MM, bytesOf, openDocument } from '#backend/kernel/documents/pdf.ts';
import type { DocumentOptions } from '#backend/kernel/documents/pdf.ts';
import type { ReportedCount, StocktakeReport } from './read-report.ts';
import { titleOf } from './report-workbook.ts';
import { signatures } from './signatures.ts';

/** A4 lying, in points. */
const page = { width: 842, height: 595, margin: 36, foot: 24 };
const inner = page.width - 2 * page.margin;
const padding = 3;

interface PdfColumn {
  heading: string;
  width: number;
}

const columns: readonly PdfColumn[] = [
  { heading: 'Asset or code', width: 74 },
  { heading: 'Name', width: 92 },
  { heading: 'Result', width: 54 },
  { heading: 'Place on record', width: 104 },
  { heading: 'Seen at', width: 104 },
  { heading: 'When', width: 58 },
  { heading: 'Cause', width: 68 },
  { heading: 'Decision', width: 76 },
  { heading: 'Reason', width: 68 },
  { heading: 'Decided, approved by', width: 72 },
];

const countColumns: readonly PdfColumn[] = [
  { heading: 'Article', width: 74 },
  { heading: 'Name', width: 130 },
  { heading: 'Place', width: 150 },
  { heading: 'Books', width: 44 },
  { heading: 'Counted', width: 48 },
  { heading: 'Differs by', width: 54 },
  { heading: 'Decision', width: 84 },
  { heading: 'Reason', width: 94 },
  { heading: 'Counted, decided, approved by', width: 92 },
];

/** The report on paper: facts, numbers, every variance, and lines to sign on. Equal reports give equal bytes. */
export async function renderReportPdf(
  report: StocktakeReport,
  options: Pick<DocumentOptions, 'fonts' | 'createdAt'>,
): Promise<Uint8Array> {
  const pdf = openDocument({ ...options, title: titleOf(report) });
  new ReportPages(pdf, report).draw();
  return bytesOf(pdf);
}

class ReportPages {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #report: StocktakeReport;
  #y = page.margin;
  #pages = 0;

  constructor(pdf: PDFKit.PDFDocument, report: StocktakeReport) {
    this.#pdf = pdf;
    this.#report = report;
  }

  draw(): void {
    const { facts, results, counters, variances, counts = [], draft } = this.#report;
    this.#begin();
    this.#line(titleOf(this.#report), { size: 17, bold: true });
    if (draft) this.#line('DRAFT: this stocktake is not closed', { size: 11, bold: true, color: '#a1201a' });
    this.#y += 6;
    for (const [label, value] of facts) this.#pair(label, value);
    this.#pair('Results', results.map(([result, count]) => `${result} ${count}`).join(' · '));
    for (const { operator, desk, origin, sightings } of counters)
      this.#pair('Counted by', `${operator}, ${desk}${origin === 'file' ? ', by file' : ''}, ${sightings} sightings`);
    this.#y += 10;
    this.#line(`Variances (${variances.length})`, { size: 12, bold: true });
    if (variances.length > 0) this.#head(columns);
    for (const one of variances)
      this.#row(columns, [
        one.item,
        one.name ?? '',
        one.result,
        one.expectedPlace ?? '',
        one.seenPlace ?? '',
        one.seenAt === null ? '' : one.seenAt.slice(0, 16).replace('T', ' '),
        one.cause ?? '',
        [one.decision, one.outcome].filter(Boolean).join(': '),
        one.note ?? '',
        [one.decidedBy, one.approvedBy].filter(Boolean).join(', '),
      ]);
    if (counts.length > 0) this.#counts(counts);
    this.#signatures();
  }

  #counts(counts: readonly ReportedCount[]): void {
    const differing = counts.filter(({ difference }) => difference !== 0).length;
    this.#room(60);
    this.#y += 14;
    this.#line(`Counted by quantity (${counts.length}, of which ${differing} differ)`, { size: 12, bold: true });
    this.#head(countColumns);
    for (const one of counts)
      this.#row(countColumns, [
        one.article,
        one.name,
        one.place,
        `${one.booked ?? one.expected} ${one.unit}`,
        one.counted === null ? 'not counted' : String(one.counted),
        one.difference === null ? '' : one.difference > 0 ? `+${one.difference}` : String(one.difference),
        [one.decision, one.outcome].filter(Boolean).join(': '),
        one.note ?? '',
        [one.countedBy, one.decidedBy, one.approvedBy].filter(Boolean).join(', '),
      ]);
  }

  #line(text: string, { size, bold, color = 'black' }: { size: number; bold: boolean; color?: string }): void {
    this.#pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(color);
    this.#pdf.text(text, page.margin, this.#y, { width: inner });
    this.#y = this.#pdf.y + 3;
    this.#pdf.fillColor('black');
  }

  #pair(label: string, value: string): void {
    const left = 120;
    this.#pdf.fontSize(9);
    const height = this.#pdf.font('regular').heightOfString(value, { width: inner - left });
    this.#room(height + 4);
    this.#pdf.font('bold').text(label, page.margin, this.#y, { width: left - 8 });
    this.#pdf.font('regular').text(value, page.margin + left, this.#y, { width: inner - left });
    this.#y += height + 3;
  }

  #head(table: readonly PdfColumn[]): void {
    this.#cells(
      table,
      table.map(({ heading }) => heading),
      'bold',
    );
  }

  /** A row that does not fit begins the next page, under the headings again. */
  #row(table: readonly PdfColumn[], texts: readonly string[]): void {
    if (this.#room(this.#heightOf(table, texts))) this.#head(table);
    this.#cells(table, texts, 'regular');
  }

  #heightOf(table: readonly PdfColumn[], texts: readonly string[]): number {
    this.#pdf.font('regular').fontSize(7.5);
    const heights = table.map(({ width }, index) =>
      this.#pdf.heightOfString(texts[index] || ' ', { width: width - 2 * padding }),
    );
    return Math.min(Math.max(...heights) + 2 * padding, page.height / 2);
  }

  #cells(table: readonly PdfColumn[], texts: readonly string[], font: 'regular' | 'bold'): void {
    const height = this.#heightOf(table, texts);
    let x = page.margin;
    this.#pdf.font(font).fontSize(7.5);
    for (const [index, { width }] of table.entries()) {
      this.#pdf.text(texts[index] ?? '', x + padding, this.#y + padding, {
        width: width - 2 * padding,
        height: height - padding,
        ellipsis: true,
      });
      x += width;
    }
    this.#y += height;
    this.#pdf
      .moveTo(page.margin, this.#y)
      .lineTo(page.margin + inner, this.#y)
      .lineWidth(font === 'bold' ? 0.8 : 0.3)
      .stroke('#87929d');
  }

  /** @returns whether a new page was begun to make room. */
  #room(height: number): boolean {
    if (this.#y + height <= page.height - page.margin - page.foot) return false;
    this.#begin();
    return true;
  }

  #signatures(): void {
    this.#room(90);
    this.#y += 48;
    const gap = 24;
    const width = (inner - gap * (signatures.length - 1)) / signatures.length;
    for (const [index, role] of signatures.entries()) {
      const x = page.margin + index * (width + gap);
      this.#pdf
        .moveTo(x, this.#y)
        .lineTo(x + width, this.#y)
        .lineWidth(0.8)
        .stroke('black');
      this.#pdf
        .font('regular')
        .fontSize(8)
        .text(`${role}: name, date, signature`, x, this.#y + 4, { width });
    }
  }

  /** A new page, with its foot. */
  #begin(): void {
    addPage(this.#pdf, A4_MM.height, A4_MM.width);
    this.#pages += 1;
    this.#y = page.margin;
    const foot = `Content SHA-256 ${this.#report.seal} · page ${this.#pages}`;
    this.#pdf.font('regular').fontSize(7);
    this.#pdf.text(foot, page.margin, page.height - page.margin - 8, { lineBreak: false });
  }
}
