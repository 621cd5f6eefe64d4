import type { Letter, LetterColumn, LetterPart } from './document.ts';
import { fontFiles } from './fonts.ts';
import { A4_MM, bytesOf, openDocument, points } from './pdf.ts';

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
  for (const [index, part] of letter.parts.entries()) drawPart(pdf, part, letter.parts[index + 1]);
  drawFeet(pdf, footer);
  return bytesOf(pdf);
}

/** With its margins, so that a text that is longer than what is left goes on between those of the next page. */
function beginPage(pdf: PDFKit.PDFDocument): void {
  pdf.addPage({
    size: [page.width, page.height],
    margins: { top: page.top, bottom: page.bottom, left: page.left, right: page.right },
  });
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

function drawPart(pdf: PDFKit.PDFDocument, part: LetterPart, next: LetterPart | undefined): void {
  if (part.kind === 'table') {
    drawTable(pdf, part);
    return;
  }
  const heading = part.kind === 'heading';
  const style = () => pdf.font(heading ? 'bold' : 'regular').fontSize(heading ? 11.5 : 10);
  const height = style().heightOfString(part.text, { width, lineGap: 2 });
  // A heading stays with the beginning of what it is about; a paragraph that no page holds begins where it is.
  if (heading) makeRoom(pdf, height + 6 + beginningOf(pdf, next));
  else if (height < floor - page.top) makeRoom(pdf, height);
  style().fillColor('black').text(part.text, page.left, pdf.y, { width, lineGap: 2 });
  pdf.moveDown(heading ? 0.3 : 0.7);
}

/** The height of what of a part belongs right under its heading. */
function beginningOf(pdf: PDFKit.PDFDocument, part: LetterPart | undefined): number {
  if (part === undefined) return 0;
  if (part.kind !== 'table') return 30;
  const layout = layoutOf(pdf, part);
  return heightOfRow(pdf, layout, headingsOf(part), true) + heightOfRow(pdf, layout, part.rows[0] ?? [], false);
}

type Table = Extract<LetterPart, { kind: 'table' }>;

interface Layout {
  tracks: readonly { left: number; width: number; align: LetterColumn['align'] }[];
  /** Points of the letters in the rows. */
  size: number;
}

const sizes = [9.5, 8.5, 7.5, 6.5] as const;
const headSize = 8.5;

/** Shares of the width, and the largest letters in which no number is broken; a long word may be. */
function layoutOf(pdf: PDFKit.PDFDocument, table: Table): Layout {
  const whole = table.columns.reduce((sum, { share }) => sum + share, 0);
  let left = page.left;
  const tracks = table.columns.map(({ share, align }) => {
    const track = { left, width: (width * share) / whole, align };
    left += track.width;
    return track;
  });
  const fits = (size: number) =>
    tracks.every(
      (track, index) =>
        track.align === 'left' ||
        table.rows.every((row) => {
          const words = (row[index] ?? '').split(/[ \n]/);
          pdf.font('regular').fontSize(size);
          return words.every((word) => pdf.widthOfString(word) <= track.width - 8);
        }),
    );
  return { tracks, size: sizes.find(fits) ?? 6.5 };
}

const headingsOf = ({ columns }: Table) => columns.map(({ heading }) => heading);

function drawTable(pdf: PDFKit.PDFDocument, table: Table): void {
  const layout = layoutOf(pdf, table);
  const headings = headingsOf(table);
  const { rows, totals } = table;
  const heightOfTotals = totals.length * 15 + 6;
  const first = heightOfRow(pdf, layout, headings, true) + heightOfRow(pdf, layout, rows[0] ?? [], false);
  makeRoom(pdf, first + (rows.length < 2 ? heightOfTotals : 0));
  drawRow(pdf, layout, headings, true);
  for (const [index, row] of rows.entries()) {
    // Sums on a page of their own would belong to nothing: the last row goes with them.
    const below = index === rows.length - 1 ? heightOfTotals : 0;
    if (index > 0 && makeRoom(pdf, heightOfRow(pdf, layout, row, false) + below)) drawRow(pdf, layout, headings, true);
    drawRow(pdf, layout, row, false);
  }
  if (totals.length > 0) drawTotals(pdf, totals);
  pdf.moveDown(1.2);
}

function drawTotals(pdf: PDFKit.PDFDocument, totals: Table['totals']): void {
  pdf.y += 3;
  for (const [index, { label, value }] of totals.entries()) {
    const y = pdf.y + 2;
    pdf
      .font(index === totals.length - 1 ? 'bold' : 'regular')
      .fontSize(9.5)
      .fillColor('black');
    pdf.text(label, page.left, y, { width: width - 140, align: 'right' });
    pdf.text(value, page.left + width - 135, y, { width: 131, align: 'right' });
  }
  pdf.x = page.left;
}

function heightOfRow(pdf: PDFKit.PDFDocument, layout: Layout, cells: readonly string[], head: boolean): number {
  const size = head ? headSize : layout.size;
  pdf.font(head ? 'bold' : 'regular').fontSize(size);
  const heights = layout.tracks.map(({ width: track }, index) =>
    pdf.heightOfString(cells[index] ?? '', { width: track - 8 }),
  );
  return Math.max(...heights, size + 2) + 9;
}

function drawRow(pdf: PDFKit.PDFDocument, layout: Layout, cells: readonly string[], head: boolean): void {
  const y = pdf.y + 4;
  const height = heightOfRow(pdf, layout, cells, head);
  pdf
    .font(head ? 'bold' : 'regular')
    .fontSize(head ? headSize : layout.size)
    .fillColor('black');
  for (const [index, track] of layout.tracks.entries())
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
    // The foot stands within the margin, where a text would begin a page.
    pdf.page.margins.bottom = 0;
    const y = page.height - 40;
    pdf.font('regular').fontSize(8).fillColor(quiet);
    pdf.text(footer, page.left, y, { width: width - 60, lineBreak: false });
    pdf.text(`${index + 1} / ${count}`, page.left + width - 60, y, { width: 60, align: 'right', lineBreak: false });
  }
}
