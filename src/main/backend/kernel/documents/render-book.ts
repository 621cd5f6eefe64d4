import { targetOfLink, textOfInlines } from '#shared/primitives/markdown.ts';
import type { Block, Inline } from '#shared/primitives/markdown.ts';
import { fontFiles } from './fonts.ts';
import { A4_MM, bytesOf, openDocument, points } from './pdf.ts';

/** Chapters of running text on A4; words of a domain come from whoever fills it. */
export interface Book {
  title: string;
  /** Lines under the title: whose it is, of when, whom to ask. */
  under: readonly string[];
  /** Heading of the list of chapters; null leaves the list out. */
  contents: string | null;
  chapters: readonly { title: string; blocks: readonly Block[] }[];
  /** Stands at the foot of every page, before its number. */
  footer: string;
}

const page = { width: points(A4_MM.width), height: points(A4_MM.height), side: 62, top: 62, bottom: 70 };
const width = page.width - 2 * page.side;
const quiet = '#555555';
const bodySize = 10.5;
const sizeOfHeading = [17, 13, 11.5, 10.5, 10.5, 10.5] as const;

/** The book as PDF with embedded fonts; equal books and instants give equal bytes. */
export async function renderBook(book: Book, createdAt: Date): Promise<Uint8Array> {
  const pdf = openDocument({ fonts: fontFiles(), title: book.title, createdAt, keepPages: true });
  beginPage(pdf);
  pdf.font('bold').fontSize(22).fillColor('black').text(book.title, page.side, page.top, { width });
  pdf.moveDown(0.4);
  for (const line of book.under) pdf.font('regular').fontSize(10).fillColor(quiet).text(line, { width });
  pdf.moveDown(1);
  const starts: number[] = [];
  const listAt = pdf.y;
  if (book.contents !== null) beginPage(pdf);
  for (const [index, { title, blocks }] of book.chapters.entries()) {
    if (index > 0 && book.contents !== null) beginPage(pdf);
    starts.push(pdf.bufferedPageRange().count);
    drawHeading(pdf, 1, title);
    drawBlocks(pdf, blocks, 0);
    pdf.moveDown(1);
  }
  if (book.contents !== null) drawContents(pdf, book, starts, listAt);
  drawFeet(pdf, book.footer);
  return bytesOf(pdf);
}

function beginPage(pdf: PDFKit.PDFDocument): void {
  pdf.addPage({
    size: [page.width, page.height],
    margins: { top: page.top, bottom: page.bottom, left: page.side, right: page.side },
  });
  pdf.x = page.side;
  pdf.y = page.top;
}

/** Begins a new page when this much does not fit any more. */
function makeRoom(pdf: PDFKit.PDFDocument, height: number): void {
  if (pdf.y + height > page.height - page.bottom) beginPage(pdf);
}

function drawHeading(pdf: PDFKit.PDFDocument, level: number, text: string): void {
  const size = sizeOfHeading[level - 1] ?? bodySize;
  if (pdf.y > page.top) pdf.moveDown(level === 1 ? 0.8 : 0.5);
  // A heading stays with the beginning of what it is about.
  makeRoom(pdf, size * 4);
  pdf.font('bold').fontSize(size).fillColor('black').text(text, page.side, pdf.y, { width });
  pdf.moveDown(0.35);
}

function drawBlocks(pdf: PDFKit.PDFDocument, blocks: readonly Block[], indent: number): void {
  for (const block of blocks) drawBlock(pdf, block, indent);
}

function drawBlock(pdf: PDFKit.PDFDocument, block: Block, indent: number): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(pdf, Math.min(block.level + 1, 6), textOfInlines(block.children));
      break;
    case 'paragraph':
      drawText(pdf, block.children, indent);
      pdf.moveDown(0.5);
      break;
    case 'list':
      for (const [index, item] of block.items.entries()) {
        makeRoom(pdf, bodySize * 2);
        const y = pdf.y;
        const mark = block.ordered ? `${block.start + index}.` : '•';
        pdf.font('regular').fontSize(bodySize).fillColor('black');
        pdf.text(mark, page.side + indent, y, { width: 20, lineBreak: false });
        pdf.y = y;
        drawItem(pdf, item, indent + 20);
      }
      pdf.moveDown(0.3);
      break;
    case 'quote': {
      const top = pdf.y;
      drawBlocks(pdf, block.children, indent + 14);
      if (pdf.y > top)
        pdf
          .moveTo(page.side + indent + 4, top)
          .lineTo(page.side + indent + 4, pdf.y - 4)
          .lineWidth(2)
          .stroke('#bbbbbb');
      break;
    }
    case 'code':
      pdf.font('regular').fontSize(9).fillColor('#333333');
      pdf.text(block.text, page.side + indent + 10, pdf.y, { width: width - indent - 10 });
      pdf.moveDown(0.6);
      break;
    case 'rule':
      makeRoom(pdf, 14);
      pdf
        .moveTo(page.side, pdf.y + 4)
        .lineTo(page.side + width, pdf.y + 4)
        .lineWidth(0.5)
        .stroke('#999999');
      pdf.y += 12;
      break;
  }
}

/** Short items stand close together. */
function drawItem(pdf: PDFKit.PDFDocument, item: readonly Block[], indent: number): void {
  for (const block of item) {
    if (block.kind === 'paragraph') {
      drawText(pdf, block.children, indent);
      pdf.moveDown(0.2);
    } else drawBlock(pdf, block, indent);
  }
}

interface Run {
  text: string;
  bold: boolean;
}

/** Pieces of one face; emphasis has no face of its own among ours and stands bold. */
function runsOf(inlines: readonly Inline[], bold = false): Run[] {
  return inlines.flatMap((inline): Run[] => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [{ text: inline.text.replaceAll('\n', ' '), bold }];
      case 'break':
        return [{ text: '\n', bold }];
      case 'strong':
      case 'emphasis':
        return runsOf(inline.children, true);
      case 'link': {
        const words = runsOf(inline.children, bold);
        // Pages and files of the window can't be opened from paper; any other address is read there.
        return targetOfLink(inline.href) === null ? [...words, { text: ` (${inline.href})`, bold }] : words;
      }
    }
  });
}

function drawText(pdf: PDFKit.PDFDocument, inlines: readonly Inline[], indent: number): void {
  const runs = runsOf(inlines).filter(({ text }) => text !== '');
  const options = { width: width - indent, lineGap: 2 };
  pdf.fontSize(bodySize).fillColor('black');
  for (const [index, { text, bold }] of runs.entries()) {
    pdf.font(bold ? 'bold' : 'regular');
    const continued = index < runs.length - 1;
    if (index === 0) pdf.text(text, page.side + indent, pdf.y, { ...options, continued });
    else pdf.text(text, { ...options, continued });
  }
  pdf.x = page.side;
}

function drawContents(pdf: PDFKit.PDFDocument, book: Book, starts: readonly number[], top: number): void {
  pdf.switchToPage(0);
  pdf
    .font('bold')
    .fontSize(13)
    .fillColor('black')
    .text(book.contents ?? '', page.side, top, { width });
  let y = pdf.y + 8;
  pdf.font('regular').fontSize(bodySize);
  for (const [index, { title }] of book.chapters.entries()) {
    // A list that is longer than its page ends there rather than begin another one behind the chapters.
    if (y > page.height - page.bottom - 14) break;
    pdf.text(title, page.side, y, { width: width - 40, lineBreak: false });
    pdf.text(String(starts[index] ?? ''), page.side + width - 40, y, { width: 40, align: 'right', lineBreak: false });
    y += 18;
  }
}

function drawFeet(pdf: PDFKit.PDFDocument, footer: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    // The foot stands within the margin, where a text would begin a page.
    pdf.page.margins.bottom = 0;
    const y = page.height - 42;
    pdf.font('regular').fontSize(8).fillColor(quiet);
    pdf.text(footer, page.side, y, { width: width - 60, lineBreak: false });
    pdf.text(`${index + 1} / ${count}`, page.side + width - 60, y, { width: 60, align: 'right', lineBreak: false });
  }
}
