import { fillExpression } from './expression.ts';
import { encodeSymbol, quietModules, type EncodedSymbol } from './symbols.ts';
import type { BarcodeElement, LabelTemplate, LabelValues, Symbology, TextElement } from './template.ts';
import { baselineOf, fitText, measureText } from './text-fit.ts';

export type Dpi = 203 | 300 | 600;

/** Upper left corner and size, millimetres from the upper left corner of the label. */
export type Rect = { x: number; y: number; width: number; height: number };

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

/** All that preview, printer and PDF draw. Plain data; every place and length is a whole number of printer dots. */
export type LabelLayout = {
  templateId: string;
  widthMm: number;
  heightMm: number;
  dpi: Dpi;
  texts: PlacedText[];
  symbols: PlacedSymbol[];
  lines: Rect[];
  boxes: (Rect & { strokeMm: number })[];
};

/**
 * Why a label must not be printed.
 * - SYMBOL_TOO_WIDE, SYMBOL_TOO_HIGH: even with the smallest module that scans, quiet zones included
 * - MODULE_TOO_SMALL: the template allows only modules that this printer cannot make readable
 * - NOT_ENCODABLE: the symbology cannot carry this text; TEXT_CUT: a text that must be whole is not
 * - OUTSIDE_LABEL: the element reaches over the edge
 */
export type LayoutProblem = {
  element: string;
  code: 'SYMBOL_TOO_WIDE' | 'SYMBOL_TOO_HIGH' | 'MODULE_TOO_SMALL' | 'NOT_ENCODABLE' | 'TEXT_CUT' | 'OUTSIDE_LABEL';
  /** Millimetres; 0 where length is not the point. */
  neededMm: number;
  availableMm: number;
};

export type LayoutResult = { ok: true; layout: LabelLayout } | { ok: false; problems: LayoutProblem[] };

/** Dots of the print head in a millimetre; «203 dpi» heads have 8. */
export const dotsPerMm: Readonly<Record<Dpi, number>> = { 203: 8, 300: 300 / 25.4, 600: 600 / 25.4 };

/** Narrowest module that hand-held scanners read, in dots: 0.25 mm (measured; one dot is never safe). */
const minModuleDots: Readonly<Record<Dpi, number>> = { 203: 2, 300: 3, 600: 6 };

/** The widest module that the printers' commands for bar codes take, in dots. */
const MAX_MODULE_DOTS = 10;

/** What an element turns into: part of a layout, or what is wrong with it. */
type Outcome<Placed> = { placed: Placed } | { problem: LayoutProblem };

const rounded = (mm: number) => Math.round(mm * 100) / 100;

/** Whole dots of a length in millimetres. */
export function toDots(mm: number, dpi: Dpi): number {
  return Math.round(mm * dotsPerMm[dpi]);
}

function snap(mm: number, dpi: Dpi): number {
  return toDots(mm, dpi) / dotsPerMm[dpi];
}

function snapRect(rect: Rect, dpi: Dpi): Rect {
  const least = 1 / dotsPerMm[dpi];
  return {
    x: snap(rect.x, dpi),
    y: snap(rect.y, dpi),
    width: Math.max(least, snap(rect.width, dpi)),
    height: Math.max(least, snap(rect.height, dpi)),
  };
}

/** Dark rectangles of a symbol whose upper left corner is at (x, y). */
function darkRects(symbol: EncodedSymbol, x: number, y: number, moduleMm: number, heightMm: number): Rect[] {
  if (symbol.kind === 'linear') {
    let at = 0;
    return symbol.widths.flatMap((width, index) => {
      const bar = { x: x + at * moduleMm, y, width: width * moduleMm, height: heightMm };
      at += width;
      return index % 2 === 0 ? [bar] : [];
    });
  }
  return symbol.rows.flatMap((row, rowIndex) => {
    const rects: Rect[] = [];
    for (let column = 0; column < row.length; column += 1) {
      if (row[column] !== true) continue;
      const start = column;
      while (row[column + 1] === true) column += 1;
      const width = (column - start + 1) * moduleMm;
      rects.push({ x: x + start * moduleMm, y: y + rowIndex * moduleMm, width, height: moduleMm });
    }
    return rects;
  });
}

/** Chooses the module: the widest whole number of dots that fits, between what scans and what the template wants. */
function chooseModule(element: BarcodeElement, symbol: EncodedSymbol, dpi: Dpi): Outcome<number> {
  const perMm = dotsPerMm[dpi];
  const least = minModuleDots[dpi];
  const most = Math.min(MAX_MODULE_DOTS, Math.floor(element.maxModuleMm * perMm + 0.05));
  const total = symbol.modules + 2 * quietModules[element.symbology];
  const problem = (code: LayoutProblem['code'], neededMm: number, availableMm: number) => ({
    problem: { element: element.id, code, neededMm: rounded(neededMm), availableMm: rounded(availableMm) },
  });
  if (most < least) return problem('MODULE_TOO_SMALL', least / perMm, element.maxModuleMm);
  const neededMm = (total * least) / perMm;
  const tolerance = 0.001;
  if (neededMm > element.width + tolerance) return problem('SYMBOL_TOO_WIDE', neededMm, element.width);
  if (symbol.kind === 'matrix' && neededMm > element.height + tolerance)
    return problem('SYMBOL_TOO_HIGH', neededMm, element.height);
  const room = symbol.kind === 'matrix' ? Math.min(element.width, element.height) : element.width;
  return { placed: Math.min(most, Math.floor(((room + tolerance) * perMm) / total)) };
}

function placeSymbol(element: BarcodeElement, text: string, dpi: Dpi): Outcome<PlacedSymbol> {
  const encoding = encodeSymbol(element.symbology, text);
  if (!encoding.ok) return { problem: { element: element.id, code: encoding.code, neededMm: 0, availableMm: 0 } };
  const { symbol } = encoding;
  const module = chooseModule(element, symbol, dpi);
  if ('problem' in module) return module;
  const moduleMm = module.placed / dotsPerMm[dpi];
  const width = symbol.modules * moduleMm;
  const height = symbol.kind === 'matrix' ? width : snap(element.height, dpi);
  const x = snap(element.x + (element.width - width) / 2, dpi);
  const y = snap(element.y + (element.height - height) / 2, dpi);
  const dark = darkRects(symbol, x, y, moduleMm, height);
  const { modules } = symbol;
  const { id, symbology } = element;
  return { placed: { element: id, symbology, text, x, y, width, height, moduleDots: module.placed, modules, dark } };
}

const SHARE_BEFORE = { left: 0, center: 0.5, right: 1 } as const;

function placeText(element: TextElement, text: string, dpi: Dpi): Outcome<PlacedText[]> {
  const { id, width, height, bold, align, sizeMm, lines, overflow } = element;
  const minSizeMm = Math.min(sizeMm, element.minSizeMm ?? sizeMm);
  const fitted = fitText(text, { widthMm: width, heightMm: height, sizeMm, minSizeMm, bold, lines, overflow });
  if (fitted.cut) {
    const { neededMm } = fitted;
    return { problem: { element: id, code: 'TEXT_CUT', neededMm: rounded(neededMm), availableMm: width * lines } };
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
    const [neededMm, availableMm] = wide >= high ? [x + width, template.widthMm] : [y + height, template.heightMm];
    return [{ element: id, code: 'OUTSIDE_LABEL', neededMm: rounded(neededMm), availableMm }];
  });
}

/**
 * Places everything of a label for one resolution.
 * Texts whose values are empty are left out; an empty symbol is NOT_ENCODABLE, since a tag without its code is waste.
 * @param values what the placeholders stand for
 * @param dpi resolution of the printer; it decides module widths, so a label that fits at 300 dpi may not at 203
 * @returns the layout, or every problem at once
 */
export function layoutLabel(template: LabelTemplate, values: LabelValues, dpi: Dpi): LayoutResult {
  const { id: templateId, widthMm, heightMm } = template;
  const layout: LabelLayout = { templateId, widthMm, heightMm, dpi, texts: [], symbols: [], lines: [], boxes: [] };
  const problems = overEdge(template);
  for (const element of template.elements) {
    switch (element.type) {
      case 'line':
        layout.lines.push(snapRect(element, dpi));
        break;
      case 'box':
        layout.boxes.push({
          ...snapRect(element, dpi),
          strokeMm: Math.max(1 / dotsPerMm[dpi], snap(element.strokeMm, dpi)),
        });
        break;
      case 'barcode': {
        const outcome = placeSymbol(element, fillExpression(element.value, values), dpi);
        if ('problem' in outcome) problems.push(outcome.problem);
        else layout.symbols.push(outcome.placed);
        break;
      }
      case 'text': {
        const text = fillExpression(element.value, values);
        if (text === '') break;
        const outcome = placeText(element, text, dpi);
        if ('problem' in outcome) problems.push(outcome.problem);
        else layout.texts.push(...outcome.placed);
        break;
      }
    }
  }
  return problems.length === 0 ? { ok: true, layout } : { ok: false, problems };
}
