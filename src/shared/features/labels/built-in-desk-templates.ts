import type { LabelTemplateInput } from './template.ts';

/** A QR code at the left, what it stands for beside it: kept alike, because bins, kits and articles lie on the same shelves. */
function beside(id: string, subject: 'bin' | 'kit' | 'article', hint: string): LabelTemplateInput {
  return {
    id,
    name: id,
    subject,
    widthMm: 50,
    heightMm: 25,
    elements: [
      {
        id: 'qr',
        type: 'barcode',
        x: 0,
        y: 1.4,
        width: 22.2,
        height: 22.2,
        symbology: 'qr',
        value: '{code}',
        maxModuleMm: 0.76,
      },
      {
        id: 'name',
        type: 'text',
        x: 22.2,
        y: 2.2,
        width: 26.3,
        height: 11.4,
        value: '{name}',
        sizeMm: 3.6,
        minSizeMm: 2.4,
        bold: true,
        lines: 3,
      },
      { id: 'rule', type: 'line', x: 22.2, y: 14.4, width: 26.3, height: 0.2 },
      {
        id: 'code',
        type: 'text',
        x: 22.2,
        y: 15,
        width: 26.3,
        height: 4,
        value: '{code}',
        sizeMm: 3.4,
        minSizeMm: 1.8,
        bold: true,
        overflow: 'shrink',
      },
      { id: 'hint', type: 'text', x: 22.2, y: 20, width: 26.3, height: 2.6, value: hint, sizeMm: 2.2, minSizeMm: 1.8 },
    ],
  };
}

export const bin50x25 = beside('bin-50x25', 'bin', '1 ×');
export const article50x25 = beside('article-50x25', 'article', '{unit}[ · {supplierarticle}]');
export const kit50x25 = beside('kit-50x25', 'kit', '{owner}');

/** As large as a bank card, to lie on the desk: the word is read from a metre, the code from anywhere. */
export const command86x54: LabelTemplateInput = {
  id: 'command-86x54',
  name: 'command-86x54',
  subject: 'command',
  widthMm: 86,
  heightMm: 54,
  elements: [
    { id: 'frame', type: 'box', x: 1, y: 1, width: 84, height: 52, strokeMm: 0.5 },
    {
      id: 'name',
      type: 'text',
      x: 5,
      y: 5,
      width: 76,
      height: 12,
      value: '{name}',
      sizeMm: 10,
      minSizeMm: 5,
      bold: true,
      align: 'center',
    },
    {
      id: 'qr',
      type: 'barcode',
      x: 28,
      y: 18,
      width: 30,
      height: 30,
      symbology: 'qr',
      value: '{code}',
      maxModuleMm: 1,
    },
    {
      id: 'owner',
      type: 'text',
      x: 5,
      y: 48.6,
      width: 76,
      height: 3,
      value: '{owner}',
      sizeMm: 2.4,
      minSizeMm: 1.8,
      align: 'center',
    },
  ],
};
