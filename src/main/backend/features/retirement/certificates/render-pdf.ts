import { certificateLink, certificateName } from '#shared/features/retirement/certificate.ts';
import type { CertificateContent, CertificateKind } from '#shared/features/retirement/certificate.ts';
import { signatureAspect } from '#shared/features/custody/signature.ts';
import type { Signature } from '#shared/features/custody/signature.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { A4_MM, addPage, bytesOf, openDocument, points } from '#backend/kernel/documents/pdf.ts';
import { drawQrCode } from '#backend/kernel/documents/qr-code.ts';
import { drawStrokes } from '#backend/kernel/documents/strokes.ts';
import { textIn } from '#backend/kernel/sentences.ts';

export interface PrintedCertificate {
  kind: CertificateKind;
  number: number;
  of: string;
  content: CertificateContent;
  sha256: string;
  issuedAt: string;
  issuedBy: string;
  /** What whoever took it over wrote, where he signed. */
  signed: Signed | null;
}

export interface Signed {
  strokes: Signature;
  name: string;
  /** Null where it is not known when. */
  at: string | null;
}

const margin = 18;
const width = A4_MM.width - 2 * margin;
const bottom = A4_MM.height - 26;
const quiet = '#555555';

/**
 * Draws certificates, each on pages of its own: what is certified, in whose name, with the number, a QR code that leads
 * back to the record, and the digest of what is kept. Equal certificates give equal bytes.
 */
export async function renderCertificates(
  certificates: readonly PrintedCertificate[],
  language: 'en' | 'de',
): Promise<Uint8Array> {
  const [first] = certificates;
  const title = certificates.length === 1 && first ? certificateName(first) : textIn(language, 'certificate.several');
  const latest = certificates
    .map(({ issuedAt }) => issuedAt)
    .toSorted()
    .at(-1);
  const pdf = openDocument({
    fonts: fontFiles(),
    title,
    createdAt: new Date(latest ?? '1970-01-01T00:00:00.000Z'),
    keepPages: true,
  });
  const pages: { of: PrintedCertificate; page: number }[] = [];
  for (const certificate of certificates) {
    const pen = new Pen(pdf, () => pages.push({ of: certificate, page: pages.length }));
    drawCertificate(pen, certificate, language);
  }
  for (const [index, { of }] of pages.entries()) {
    pdf.switchToPage(index);
    const own = pages.filter((each) => each.of === of);
    drawFoot(pdf, of, language, own.findIndex(({ page }) => page === index) + 1, own.length);
  }
  return bytesOf(pdf);
}

/** A pen that goes down the pages of one certificate, in millimetres. */
class Pen {
  readonly pdf: PDFKit.PDFDocument;
  readonly begun: () => void;
  y = margin;

  constructor(pdf: PDFKit.PDFDocument, begun: () => void) {
    this.pdf = pdf;
    this.begun = begun;
    this.nextPage();
  }

  nextPage(): void {
    addPage(this.pdf, A4_MM.width, A4_MM.height);
    this.begun();
    this.y = margin;
  }

  height(text: string, columnWidth: number, size: number, bold: boolean): number {
    this.pdf.font(bold ? 'bold' : 'regular').fontSize(size);
    return this.pdf.heightOfString(text || ' ', { width: points(columnWidth), lineGap: 0.8 }) / points(1);
  }

  write(text: string, x: number, columnWidth: number, size: number, { bold = false, colour = 'black' } = {}): number {
    const height = this.height(text, columnWidth, size, bold);
    this.pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour)
      .text(text, points(x), points(this.y), { width: points(columnWidth), lineGap: 0.8, height: points(height + 1) });
    return height;
  }

  rule(): void {
    const y = points(this.y);
    this.pdf
      .lineWidth(0.5)
      .moveTo(points(margin), y)
      .lineTo(points(margin + width), y)
      .stroke('#999999');
  }
}

const qrSize = 34;

function drawCertificate(pen: Pen, certificate: PrintedCertificate, language: 'en' | 'de'): void {
  const { kind, content, signed } = certificate;
  const say = (key: string) => textIn(language, `certificate.${key}`);
  const left = width - qrSize - 6;
  drawQrCode(
    pen.pdf,
    certificateLink(certificate),
    points(margin + width - qrSize),
    points(margin - 4),
    points(qrSize),
  );
  const owner = content.facts.find(({ label }) => label === 'owner')?.value ?? '';
  pen.y += pen.write(owner, margin, left, 10, { colour: quiet }) + 3;
  pen.y += pen.write(say(`title.${kind}`), margin, left, 20, { bold: true }) + 1;
  pen.y += pen.write(certificateName(certificate), margin, left, 13, { colour: quiet }) + 3;
  pen.y = Math.max(pen.y, margin + qrSize - 4);
  pen.y += pen.write(say(`statement.${kind}`), margin, width, 10.5) + 4;
  pen.rule();
  pen.y += 3;
  for (const { label, value, word } of content.facts.filter((each) => each.label !== 'owner')) {
    const shown = word === undefined ? value : textIn(language, word);
    const height = pen.height(shown, width - 52, 10.5, false);
    if (pen.y + height > bottom) pen.nextPage();
    pen.write(textIn(language, `certificate.fact.${label}`), margin, 48, 9.5, { colour: quiet });
    pen.y += pen.write(shown, margin + 52, width - 52, 10.5) + 1.4;
  }
  if (content.rows.length > 0) drawTable(pen, content, language);
  if (signed !== null) drawSignature(pen, signed, language);
}

const signatureWidth = 66;
const signatureHeight = signatureWidth / signatureAspect;

function drawSignature(pen: Pen, { strokes, name, at }: Signed, language: 'en' | 'de'): void {
  // The line of the signature and the name under it stay together.
  if (pen.y + signatureHeight + 14 > bottom) pen.nextPage();
  pen.y += 6;
  drawStrokes(pen.pdf, strokes, { x: margin, y: pen.y, width: signatureWidth, height: signatureHeight });
  pen.y += signatureHeight + 1.5;
  const text = textIn(language, at === null ? 'certificate.signed' : 'certificate.signedAt', {
    name,
    at: at === null ? '' : readableInstant(at),
  });
  pen.y += pen.write(text, margin, width, 9, { colour: quiet });
}

const readableInstant = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** Shares of the width by column; what is not named gets one. */
const shares: Readonly<Record<string, number>> = {
  serial: 1.7,
  name: 2.4,
  tool: 1.5,
  technique: 1.6,
  done: 1.3,
  medium: 1.3,
  tag: 1,
};

function drawTable(pen: Pen, { columns, rows }: CertificateContent, language: 'en' | 'de'): void {
  const total = columns.reduce((sum, column) => sum + (shares[column] ?? 1), 0);
  const widths = columns.map((column) => ((shares[column] ?? 1) / total) * width);
  const headings = columns.map((column) => textIn(language, `certificate.column.${column}`));
  const cellOf = (cell: string) => (cell.startsWith('@') ? textIn(language, cell.slice(1)) : cell);
  const row = (cells: readonly string[], bold: boolean) => {
    const size = columns.length > 5 ? 7.5 : 9;
    const height = Math.max(...cells.map((cell, index) => pen.height(cell, (widths[index] ?? 0) - 1.5, size, bold)));
    if (pen.y + height > bottom) {
      pen.nextPage();
      // A page of a long list says again what its columns are.
      if (!bold) row(headings, true);
    }
    let x = margin;
    for (const [index, cell] of cells.entries()) {
      pen.write(cell, x, (widths[index] ?? 0) - 1.5, size, { bold });
      x += widths[index] ?? 0;
    }
    pen.y += height + 1.2;
    pen.rule();
    pen.y += 1.2;
  };
  pen.y += 4;
  row(headings, true);
  for (const cells of rows) row(cells.map(cellOf), false);
}

/** What belongs to the paper as such: who issued it when, what proves that it is as it was, and its pages. */
function drawFoot(
  pdf: PDFKit.PDFDocument,
  certificate: PrintedCertificate,
  language: 'en' | 'de',
  page: number,
  pages: number,
): void {
  const { issuedAt, issuedBy, sha256 } = certificate;
  const at = readableInstant(issuedAt);
  const lines = [
    textIn(language, 'certificate.issued', { by: issuedBy, at }),
    textIn(language, 'certificate.digest', { sha256 }),
    `${certificateName(certificate)} · ${textIn(language, 'certificate.page', { page, pages })}`,
  ];
  pdf.font('regular').fontSize(7.5).fillColor(quiet);
  for (const [index, line] of lines.entries())
    pdf.text(line, points(margin), points(A4_MM.height - 20 + index * 4), {
      width: points(width),
      height: points(4),
      lineBreak: false,
    });
}
