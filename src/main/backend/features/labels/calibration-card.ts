import { frameDistanceMm } from '#shared/features/labels/calibration.ts';
import type { Dpi } from '#shared/features/labels/dots.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import type { Medium } from '#shared/features/labels/media.ts';
import type { LabelElement, LabelTemplate } from '#shared/features/labels/template.ts';

/** An endless roll is cut after so much. Millimetres. */
const endlessHeightMm = 30;

const stroke = 0.25;

/** Marks a millimetre apart along the inside of the frame, every fifth one longer: the card is its own ruler. */
function rulers(width: number, height: number): LabelElement[] {
  const long = (index: number) => (index % 5 === 0 ? 2 : 1);
  const across = Array.from({ length: Math.floor(width) }, (_, index): LabelElement => {
    const x = frameDistanceMm + index + 1 - stroke / 2;
    return { id: `x${index}`, type: 'line', x, y: frameDistanceMm, width: stroke, height: long(index + 1) };
  });
  const down = Array.from({ length: Math.floor(height) }, (_, index): LabelElement => {
    const y = frameDistanceMm + index + 1 - stroke / 2;
    return { id: `y${index}`, type: 'line', x: frameDistanceMm, y, width: long(index + 1), height: stroke };
  });
  return [...across.slice(0, -1), ...down.slice(0, -1)];
}

/** What tells whether darkness and speed are right: the narrowest bars that labels are printed with. */
function sampleCode(width: number, height: number): LabelElement {
  const side = Math.min(height - 6, 9);
  const placed = {
    x: frameDistanceMm + (width - 30) / 2,
    y: frameDistanceMm + height - side - 1,
    width: 30,
    height: side,
  };
  return { id: 'code', type: 'barcode', symbology: 'code128', value: 'QM-1', maxModuleMm: 0.375, ...placed };
}

/**
 * A card that shows how far a print is off: a frame `frameDistanceMm` from every edge, with rulers, what it is printed
 * on, and a bar code where there is room. Small labels have the frame and the rulers only.
 */
export function calibrationCard(medium: Medium, title: string, dpi: Dpi): LabelLayout {
  const [widthMm, heightMm] = [medium.widthMm, medium.kind === 'endless' ? endlessHeightMm : medium.heightMm];
  const [width, height] = [widthMm - 2 * frameDistanceMm, heightMm - 2 * frameDistanceMm];
  const room = { x: frameDistanceMm, y: frameDistanceMm, width, height };
  const base: LabelElement[] = [{ id: 'frame', type: 'box', ...room, strokeMm: stroke }, ...rulers(width, height)];
  const words: LabelElement = {
    id: 'title',
    type: 'text',
    x: room.x + 4,
    y: room.y + 3,
    width: Math.max(1, width - 8),
    height: 2.6,
    value: title.replaceAll(/[[\]{}]/g, ' '),
    sizeMm: 2.2,
    minSizeMm: 1.6,
    bold: false,
    align: 'center',
    lines: 1,
    overflow: 'ellipsis',
  };
  const card = (elements: LabelElement[]): LabelTemplate => ({
    id: 'calibration',
    name: title,
    subject: 'command',
    widthMm,
    heightMm,
    dpi: 203,
    elements,
  });
  const withAll = layoutLabel(card([...base, words, sampleCode(width, height)]), {}, dpi);
  if (withAll.ok && height >= 16) return withAll.layout;
  const withWords = layoutLabel(card([...base, words]), {}, dpi);
  if (withWords.ok && height >= 8) return withWords.layout;
  const plain = layoutLabel(card(base), {}, dpi);
  return plain.ok ? plain.layout : plain.draft;
}
