import { dotsPerMm, rounded, snap, snapRect, type Dpi, type Rect } from './dots.ts';
import { fillExpression } from './expression.ts';
import { placeImage } from './place-image.ts';
import { placeSymbol, warningsOf } from './place-symbol.ts';
import { problemOf, type LayoutProblem, type LayoutWarning } from './problems.ts';
import { coveredQuietZones } from './quiet-zone.ts';
import type { LabelElement, LabelTemplate, LabelValues, Symbology, TextElement } from './template.ts';
import { baselineOf, fitText, measureText } from './text-fit.ts';

/** One line of text, drawn from `x` on the baseline `y`. `box` is the room that it is aligned in. */
export type PlacedText = {
  element: string;
  text: string;
  x: number;
  y: number;
  width: number;
  sizeMm: number;
  bold: boolean;
  align: 'left' | 'center' | 'right';
  box: { x: number; width: number };
};

/** A symbol without its quiet zone; `dark` are the rectangles to fill, runs of modules joined. */
export type PlacedSymbol = Rect & {
  element: string;
  symbology: Symbology;
  text: string;
  /** Width of a module in dots of the printer. */
  moduleDots: number;
  modules: number;
  dark: Rect[];
};

/** A picture in dots of the printer: rows padded to whole bytes, 1 is dark, as hexadecimal digits. */
export type PlacedImage = Rect & { element: string; columns: number; rows: number; bits: string };

/** All that preview, printer and PDF draw. Plain data; every place and length is a whole number of printer dots. */
export type LabelLayout = {
  templateId: string;
  widthMm: number;
  heightMm: number;
  dpi: Dpi;
  texts: PlacedText[];
  symbols: PlacedSymbol[];
  lines: (Rect & { element: string })[];
  boxes: (Rect & { element: string; strokeMm: number })[];
  images: PlacedImage[];
};

export type LayoutResult =
  | { ok: true; layout: LabelLayout; warnings: LayoutWarning[] }
  /** `draft` is what could be placed: for the eyes of a designer, never for a printer. */
  | { ok: false; problems: LayoutProblem[]; draft: LabelLayout };

const SHARE_BEFORE = { left: 0, center: 0.5, right: 1 } as const;

function placeText(
  element: TextElement,
  text: string,
  dpi: Dpi,
): { placed: PlacedText[] } | { problem: LayoutProblem } {
  const { id, width, height, bold, align, sizeMm, lines, overflow } = element;
  const minSizeMm = Math.min(sizeMm, element.minSizeMm ?? sizeMm);
  const fitted = fitText(text, { widthMm: width, heightMm: height, sizeMm, minSizeMm, bold, lines, overflow });
  if (fitted.cut) {
    const facts = { neededMm: rounded(fitted.neededMm), availableMm: rounded(width * lines) };
    return { problem: problemOf(id, 'TEXT_CUT', facts) };
  }
  const box = { x: snap(element.x, dpi), width: snap(width, dpi) };
  return {
    placed: fitted.lines.map((line, index) => {
      const lineWidth = measureText(line, fitted.sizeMm, bold);
      const x = box.x + Math.max(0, box.width - lineWidth) * SHARE_BEFORE[align];
      const y = snap(element.y + baselineOf(index, fitted.sizeMm), dpi);
      return { element: id, text: line, x, y, width: lineWidth, sizeMm: fitted.sizeMm, bold, align, box };
    }),
  };
}

function overEdge(template: LabelTemplate): LayoutProblem[] {
  return template.elements.flatMap(({ id, x, y, width, height }) => {
    const wide = x + width - template.widthMm;
    const high = y + height - template.heightMm;
    if (wide <= 0.001 && high <= 0.001) return [];
    const [needed, availableMm] = wide >= high ? [x + width, template.widthMm] : [y + height, template.heightMm];
    return [problemOf(id, 'OUTSIDE_LABEL', { neededMm: rounded(needed), availableMm })];
  });
}

/** Puts one element onto the layout; what can't be placed is answered. */
function placeElement(layout: LabelLayout, element: LabelElement, values: LabelValues): LayoutProblem | null {
  const { dpi } = layout;
  switch (element.type) {
    case 'line':
      layout.lines.push({ element: element.id, ...snapRect(element, dpi) });
      return null;
    case 'box': {
      const strokeMm = Math.max(1 / dotsPerMm[dpi], snap(element.strokeMm, dpi));
      layout.boxes.push({ element: element.id, ...snapRect(element, dpi), strokeMm });
      return null;
    }
    case 'image':
      layout.images.push(placeImage(element, dpi));
      return null;
    case 'barcode': {
      const outcome = placeSymbol(element, fillExpression(element.value, values), dpi);
      if ('problem' in outcome) return outcome.problem;
      layout.symbols.push(outcome.placed);
      return null;
    }
    case 'text': {
      const text = fillExpression(element.value, values);
      if (text === '') return null;
      const outcome = placeText(element, text, dpi);
      if ('problem' in outcome) return outcome.problem;
      layout.texts.push(...outcome.placed);
      return null;
    }
  }
}

/**
 * Places everything of a label for one resolution.
 * Texts whose values are empty are left out; an empty symbol is NOT_ENCODABLE, since a tag without its code is waste.
 * @param values what the placeholders stand for
 * @param dpi resolution of the printer; it decides module widths, so a label that fits at 300 dpi may not at 203
 * @returns the layout with what could be better about it, or every problem at once
 */
export function layoutLabel(template: LabelTemplate, values: LabelValues, dpi: Dpi): LayoutResult {
  const { id: templateId, widthMm, heightMm } = template;
  const layout: LabelLayout = {
    templateId,
    widthMm,
    heightMm,
    dpi,
    texts: [],
    symbols: [],
    lines: [],
    boxes: [],
    images: [],
  };
  const problems = overEdge(template);
  for (const element of template.elements) {
    const problem = placeElement(layout, element, values);
    if (problem !== null) problems.push(problem);
  }
  problems.push(...coveredQuietZones(layout));
  return problems.length === 0
    ? { ok: true, layout, warnings: layout.symbols.flatMap(warningsOf) }
    : { ok: false, problems, draft: layout };
}
