import { IconBarcode, IconLetterT, IconLine, IconPhoto, IconQrcode, IconRectangle } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { LabelElement } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';

const matrix = new Set(['qr', 'datamatrix', 'gs1-datamatrix']);

export function iconOf(element: LabelElement): Icon {
  switch (element.type) {
    case 'text':
      return IconLetterT;
    case 'barcode':
      return matrix.has(element.symbology) ? IconQrcode : IconBarcode;
    case 'line':
      return IconLine;
    case 'box':
      return IconRectangle;
    case 'image':
      return IconPhoto;
  }
}

/** What an element is called in lists: what it says, else what it is. */
export function describeElement(element: LabelElement): string {
  switch (element.type) {
    case 'text':
      return element.value;
    case 'barcode':
      return `${t(`symbology.${element.symbology}`)} · ${element.value}`;
    case 'line':
    case 'box':
    case 'image':
      return t(`designer.type.${element.type}`);
  }
}
