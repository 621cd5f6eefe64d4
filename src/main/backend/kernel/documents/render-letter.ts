import type { Letter, LetterColumn, LetterPart } from './document.ts';
import { fontFiles } from './fonts.ts';
import { A4_MM, addPage, bytesOf, openDocument, points } from './pdf.ts';

/** Points: A4 with its margins. */
const page = {
  width: points(A4_MM.width),
  height: points(A4_MM.height),
  left: 57,
  right: 57,
  top: 57,
  bottom: 64,
};
const width = page.width - page.left - page.right;
const floor = page.height - page.bottom;
const quiet = '#555555';

/**
 * The letter as PDF with embedded fonts; equal letters and instants give equal bytes.
 *
 * @param footer stands at the foot of every page, before its number.
 */
export async function renderLetter(
  letter: Letter,
  { createdAt, footer }: { createdAt: Date; footer: string },
): Promise<Uint8Array> {
  const pdf = openDocument({ fonts: fontFiles(), title: letter.title, createdAt, keepPages: true });
  beginPage(pdf);
  drawHead(pdf, letter);
  for (const part of letter.parts) drawPart(pdf, part);
  drawFeet(pdf, footer);
  return bytesOf(pdf);
}

function beginPage(pdf: PDFKit.PDFDocument): void {
  addPage(pdf, A4_MM.width, A4_MM.height);
  pdf.x = page.left;
  pdf.y = page.top;
}

function drawHead(pdf: PDFKit.PDFDocument, { title, sender, recipient, facts }: Letter): void {
  const half = width / 2 - 10;
  const right = page.left + width / 2 + 10;
  pdf.font('regular').fontSize(8).fillColor(quiet).text(sender.join(' · '), page.left, page.top, { width });
  const below = pdf.y + 18;
  pdf.fillColor('black').fontSize(10.5).text(recipient.join('\n'), page.left, below, { width: half, lineGap: 2 });
  const afterRecipient = pdf.y;
  let y = below;
  for (const { label, value } of facts) {
    pdf.font('regular').fontSize(9).fillColor(quiet).text(label, right, y, { width: 90 });
    const afterLabel = pdf.y;
    pdf.fillColor('black').text(value, right + 95, y, { width: half - 95 });
    y = Math.max(afterLabel, pdf.y) + 2;
  }
  const start = Math.max(afterRecipient, y, below + 70) + 22;
  pdf.font('bold').fontSize(16).fillColor('black').text(title, page.left, start, { width });
  pdf.moveDown(0.6);
}

/** Begins a new page when this much does not fit any more. @returns whether it did */
function makeRoom(pdf: PDFKit.PDFDocument, height: number): boolean {
  if (pdf.y + height <= floor) return false;
  beginPage(pdf);
  return true;
}

function drawPart(pdf: PDFKit.PDFDocument, part: LetterPart): void {
  if (part.kind === 'table') {
    drawTable(pdf, part);
    return;
  }
  const heading = part.kind === 'heading';
  pdf.font(heading ? 'bold' : 'regular').fontSize(heading ? 11.5 : 10);
  const height = pdf.heightOfString(part.text, { width, lineGap: 2 });
  makeRoom(pdf, Math.min(height + (heading ? 40 : 0), floor - page.top));
  pdf.fillColor('black').text(part.text, page.left, pdf.y, { width, lineGap: 2 });
  pdf.moveDown(heading ? 0.3 : 0.7);
}

function drawTable(pdf: PDFKit.PDFDocument, { columns, rows, totals }: Extract<LetterPart, { kind: 'table' }>): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const tracks: { left: number; width: number; align: LetterColumn['align'] }[] = [];
  let left = page.left;
  for (const { share, align } of columns) {
    const track = (width * share) / whole;
    tracks.push({ left, width: track, align });
    left += track;
  }
  const headings = columns.map(({ heading }) => heading);
  drawRow(pdf, tracks, headings, true);
  for (const row of rows) {
    if (makeRoom(pdf, heightOfRow(pdf, tracks, row))) drawRow(pdf, tracks, headings, true);
    drawRow(pdf, tracks, row, false);
  }
  for (const [index, { label, value }] of totals.entries()) {
    makeRoom(pdf, 18);
    const y = pdf.y + 3;
    pdf.font(index === totals.length - 1 ? 'bold' : 'regular').fontSize(9.5);
    pdf.text(label, page.left, y, { width: width - 120, align: 'right' });
    pdf.text(value, page.left + width - 115, y, { width: 111, align: 'right' });
  }
  pdf.moveDown(1.2);
}

type Tracks = readonly { left: number; width: number; align: LetterColumn['align'] }[];

function heightOfRow(pdf: PDFKit.PDFDocument, tracks: Tracks, cells: readonly string[]): number {
  pdf.font('regular').fontSize(9.5);
  const heights = tracks.map((track, index) => pdf.heightOfString(cells[index] ?? '', { width: track.width - 8 }));
  return Math.max(...heights, 11) + 9;
}

function drawRow(pdf: PDFKit.PDFDocument, tracks: Tracks, cells: readonly string[], head: boolean): void {
  const y = pdf.y + 4;
  const height = heightOfRow(pdf, tracks, cells);
  pdf.font(head ? 'bold' : 'regular').fontSize(head ? 8.5 : 9.5);
  for (const [index, track] of tracks.entries())
    pdf.text(cells[index] ?? '', track.left + 4, y, { width: track.width - 8, align: track.align });
  const line = y + height - 5;
  pdf
    .moveTo(page.left, line)
    .lineTo(page.left + width, line)
    .lineWidth(head ? 0.8 : 0.3)
    .stroke(head ? 'black' : '#999999');
  pdf.y = line;
  pdf.x = page.left;
}

function drawFeet(pdf: PDFKit.PDFDocument, footer: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const y = page.height - 40;
    pdf.font('regular').fontSize(8).fillColor(quiet);
    pdf.text(footer, page.left, y, { width: width - 60, lineBreak: false });
    pdf.text(`${index + 1} / ${count}`, page.left + width - 60, y, { width: 60, align: 'right', lineBreak: false });
  }
}
