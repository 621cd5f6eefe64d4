import { resolve } from 'node:path';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';

// Latin with its extensions, Greek, Cyrillic, Vietnamese, dashes and quotes, euro, numero, trade mark.
const ranges = [
  [0x20, 0x24f],
  [0x370, 0x52f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2044],
  [0x20ac, 0x20ac],
  [0x2116, 0x2122],
] as const;

function widthsOf(font: string): string {
  const pdf = new PDFDocument();
  pdf.font(resolve('node_modules/dejavu-fonts-ttf/ttf', `${font}.ttf`)).fontSize(1000);
  const rows = ranges.map(([first, last]) => {
    const row = Array.from({ length: last - first + 1 }, (_, index) =>
      Math.round(pdf.widthOfString(String.fromCodePoint(first + index))),
    );
    return `    ${first}: '${row.join(' ')}',`;
  });
  return rows.join('\n');
}

function moduleText(): string {
  return `// Made by tests/labels/glyph-widths.test.ts: vitest run tests/labels/glyph-widths.test.ts --update
/** Advance widths of DejaVu Sans Condensed in thousandths of an em, by first code point of a run of code points. */
export const glyphWidths = {
  regular: {
${widthsOf('DejaVuSansCondensed')}
  },
  bold: {
${widthsOf('DejaVuSansCondensed-Bold')}
  },
} as const;
`;
}

test('[V4] the widths that labels are fitted with are those of the font that PDF embeds', async () => {
  await expect(moduleText()).toMatchFileSnapshot('../../src/shared/features/labels/glyph-widths.ts');
});
