import PDFDocument from 'pdfkit';

export interface DocumentOptions {
  /** Paths of DejaVu Sans Condensed and its bold face: everything we draw is measured with them. */
  fonts: { regular: string; bold: string };
  title: string;
  /** Goes into the document's dates; equal contents and instants give equal bytes. */
  createdAt: Date;
  /** Keeps all pages until the end, so that each can tell how many there are. */
  keepPages?: boolean;
  /** False leaves the drawing commands readable. */
  compress?: boolean;
}

const POINTS_A_MM = 72 / 25.4;
export const points = (mm: number): number => mm * POINTS_A_MM;
export const A4_MM = { width: 210, height: 297 };

/** An empty document with our fonts, without a page. */
export function openDocument({
  fonts,
  title,
  createdAt,
  keepPages = false,
  compress = true,
}: DocumentOptions): PDFKit.PDFDocument {
  const info = {
    Title: title,
    Producer: 'Quartermaster',
    Creator: 'Quartermaster',
    CreationDate: createdAt,
    ModDate: createdAt,
  };
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0, info, bufferPages: keepPages, compress });
  pdf.registerFont('regular', fonts.regular);
  pdf.registerFont('bold', fonts.bold);
  return pdf;
}

export function addPage(pdf: PDFKit.PDFDocument, widthMm: number, heightMm: number): void {
  pdf.addPage({ size: [points(widthMm), points(heightMm)], margin: 0 });
}

/** Ends the document. */
export async function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}
