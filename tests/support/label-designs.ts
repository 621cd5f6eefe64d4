import type { TemplateDesign, TemplateDesignInput } from '#shared/features/labels/template.ts';
import { templateDesign } from '#shared/features/labels/template.ts';

type Element = TemplateDesignInput['elements'][number];

/** A design of 50 × 25 mm with what a test is about. */
export function designOf(elements: Element[], rest: Partial<TemplateDesignInput> = {}): TemplateDesign {
  return templateDesign.parse({
    name: 'Test label',
    subject: 'asset',
    widthMm: 50,
    heightMm: 25,
    elements,
    ...rest,
  });
}

/** A code in the middle of the label. */
export const codeElement = (
  symbology: Extract<Element, { type: 'barcode' }>['symbology'],
  value = '{tag}',
): Extract<Element, { type: 'barcode' }> => ({
  id: 'code',
  type: 'barcode',
  x: 0,
  y: 2,
  width: 50,
  height: 18,
  symbology,
  value,
});

/** A chequered picture: what stretches, shifts or inverts it shows. */
export function chequers(columns: number, rows: number) {
  const rowBytes = Math.ceil(columns / 8);
  const bytes = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      if ((Math.floor(row / 4) + Math.floor(column / 4)) % 2 === 0) {
        const at = row * rowBytes + (column >> 3);
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> (column & 7));
      }
  return { columns, rows, bits: Buffer.from(bytes).toString('hex') };
}
