import { receiptNumber } from '#shared/features/custody/model.ts';
import type { HandoverDraft, HandoverItem, HandoverText } from '#shared/features/custody/handover-contract.ts';
import { signatureAspect } from '#shared/features/custody/signature.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { A4_MM, addPage, bytesOf, openDocument, points } from '#backend/kernel/documents/pdf.ts';
import { drawStrokes } from '#backend/kernel/documents/strokes.ts';
import { findSentence } from '#backend/kernel/sentences.ts';
import type { HandoverAnswer } from './sign.ts';

export interface Receipt {
  draft: HandoverDraft;
  number: number;
  at: string;
  organisation: string;
  operator: string;
  signer: string;
  answer: HandoverAnswer;
}

const margin = 16;
const width = A4_MM.width - 2 * margin;
const bottom = A4_MM.height - 14;
/** Height that signature, name and the line below need at the end. */
const signatureHeight = 46;
/** Sizes of the type that are tried until everything stands on one page; the last one may run on to another. */
const scales = [1, 0.92, 0.84, 0.76, 0.68];

const words = (key: string, facts: Record<string, string | number> = {}): string =>
  findSentence(`receipt.${key}`, facts) ?? key;

/** A pen that goes down the page, in millimetres; it begins another page where one is full. */
class Pen {
  readonly pdf: PDFKit.PDFDocument;
  readonly scale: number;
  y = margin;
  pages = 0;

  constructor(pdf: PDFKit.PDFDocument, scale: number) {
    this.pdf = pdf;
    this.scale = scale;
    this.nextPage();
  }

  nextPage(): void {
    addPage(this.pdf, A4_MM.width, A4_MM.height);
    this.pages += 1;
    this.y = margin;
  }

  /** Begins another page unless there is room for so much. */
  need(height: number): void {
    if (this.y + height > bottom) this.nextPage();
  }

  /** Writes within a column and tells how high that was; the pen stays where it is. */
  column(text: string, x: number, columnWidth: number, size: number, bold = false): number {
    this.pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(size * this.scale)
      .fillColor('black');
    const options = { width: points(columnWidth), lineGap: 0.6 };
    const height = this.pdf.heightOfString(text || ' ', options) / points(1);
    this.pdf.text(text, points(x), points(this.y), { ...options, height: points(height + 1) });
    return height;
  }

  /** Writes over the whole width, line by line, so that a long text may go on over the page's end. */
  paragraph(text: string, size: number, bold = false): void {
    for (const line of text.split('\n')) {
      this.pdf.font(bold ? 'bold' : 'regular').fontSize(size * this.scale);
      this.need(this.pdf.heightOfString(line || ' ', { width: points(width), lineGap: 0.6 }) / points(1));
      this.y += this.column(line, margin, width, size, bold);
    }
  }

  space(height: number): void {
    this.y += height * this.scale;
  }

  rule(): void {
    const y = points(this.y);
    this.pdf
      .lineWidth(0.5)
      .moveTo(points(margin), y)
      .lineTo(points(margin + width), y)
      .stroke('#888888');
  }
}

/**
 * Draws the receipt: who hands over what to whom, the texts in the wording that was shown, with their digests, and the
 * signature as it was drawn. Equal receipts give equal bytes.
 */
export async function renderReceiptPdf(receipt: Receipt): Promise<Uint8Array> {
  const title = `${words('title')} ${receiptNumber(receipt.number)}`;
  const draw = (scale: number): Pen => {
    const pdf = openDocument({ fonts: fontFiles(), title, createdAt: new Date(receipt.at) });
    const pen = new Pen(pdf, scale);
    drawReceipt(pen, receipt, title);
    return pen;
  };
  let pen = draw(1);
  for (const scale of scales.slice(1)) {
    if (pen.pages === 1) break;
    pen = draw(scale);
  }
  return bytesOf(pen.pdf);
}

function drawReceipt(pen: Pen, receipt: Receipt, title: string): void {
  const { draft, answer, signer, organisation, operator, at } = receipt;
  pen.paragraph(organisation, 9);
  pen.space(1);
  pen.paragraph(title, 18, true);
  pen.space(2);
  const half = width / 2;
  const to = pen.column(words('to', { name: draft.custodian.name }), margin, half - 4, 10.5, true);
  const by = pen.column(words('by', { name: operator, at: readableInstant(at) }), margin + half, half, 10.5);
  pen.y += Math.max(to, by);
  pen.space(3);
  drawItems(pen, draft.items);
  for (const text of draft.texts) drawText(pen, text);
  pen.space(2);
  pen.need(signatureHeight);
  if (answer.outcome === 'refused') {
    pen.paragraph(words('refused', { name: signer }), 11, true);
    pen.paragraph(answer.reason, 10);
    return;
  }
  pen.paragraph(words('declaration', { count: draft.items.length }), 9.5);
  drawSignature(pen, answer.signature);
  pen.paragraph(words('signed', { name: signer, at: readableInstant(at) }), 9.5);
}

const columns = [
  { key: 'tag', width: 32 },
  { key: 'item', width: 58 },
  { key: 'serial', width: 34 },
  { key: 'condition', width: 22 },
  { key: 'due', width: 32 },
] as const;

function drawItems(pen: Pen, items: readonly HandoverItem[]): void {
  drawRow(
    pen,
    columns.map(({ key }) => words(key)),
    true,
  );
  for (const item of items) {
    const condition = findSentence(`condition.${item.condition}`, {}) ?? item.condition;
    drawRow(pen, [item.tag, item.name, item.serial ?? '', condition, item.dueOn ?? words('noDue')], false);
    const beside = [
      item.purpose === null ? '' : words('purpose', { purpose: item.purpose }),
      item.accessories.length === 0 ? '' : words('accessories', { list: item.accessories.join(', ') }),
    ].filter((part) => part !== '');
    if (beside.length > 0)
      pen.y += pen.column(beside.join(' · '), margin + columns[0].width, width - columns[0].width, 8.5);
    pen.space(0.8);
    pen.rule();
    pen.space(0.8);
  }
  pen.space(2);
}

function drawRow(pen: Pen, cells: readonly string[], bold: boolean): void {
  pen.need(9);
  let x = margin;
  let height = 0;
  for (const [index, column] of columns.entries()) {
    height = Math.max(height, pen.column(cells[index] ?? '', x, column.width - 2, 9, bold || index === 0));
    x += column.width;
  }
  pen.y += height;
}

function drawText(pen: Pen, text: HandoverText): void {
  pen.need(14);
  pen.paragraph(text.title, 10.5, true);
  pen.paragraph(text.body, 9);
  pen.space(0.5);
  pen.paragraph(words('wording', { version: text.version, sha256: text.sha256 }), 6.5);
  pen.space(2);
}

function drawSignature(pen: Pen, strokes: readonly (readonly { x: number; y: number }[])[]): void {
  const [fieldWidth, fieldHeight] = [72, 72 / signatureAspect];
  drawStrokes(pen.pdf, strokes, { x: margin, y: pen.y, width: fieldWidth, height: fieldHeight });
  pen.y += fieldHeight + 1.5;
}

/** `2026-11-24 08:00 UTC`: a receipt is read in other places and years. */
function readableInstant(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
