import { dotsPerMm, rounded, snap, type Dpi, type Rect } from './dots.ts';
import type { PlacedSymbol } from './layout.ts';
import { problemOf, type LayoutProblem, type LayoutWarning } from './problems.ts';
import { encodeSymbol, isLinear, quietModules, type EncodedSymbol } from './symbols.ts';
import type { BarcodeElement } from './template.ts';

/** Narrowest module that hand-held scanners read, in dots: 0.25 mm (measured; one dot is never safe). */
const minModuleDots: Readonly<Record<Dpi, number>> = { 203: 2, 300: 3, 600: 6 };

/** Narrowest module of a two-dimensional code that cameras read from 25 cm, millimetres (measured). */
const cameraModuleMm = 0.41;

/** Bars lower than this part of their length are missed by a scanner that is held askew. */
const leastBarHeight = 0.15;

/** The widest module that the printers' commands for bar codes take, in dots. */
const MAX_MODULE_DOTS = 10;

const tolerance = 0.001;

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
function chooseModule(
  element: BarcodeElement,
  symbol: EncodedSymbol,
  dpi: Dpi,
): { dots: number } | { problem: LayoutProblem } {
  const perMm = dotsPerMm[dpi];
  const least = minModuleDots[dpi];
  const most = Math.min(MAX_MODULE_DOTS, Math.floor(element.maxModuleMm * perMm + 0.05));
  const total = symbol.modules + 2 * quietModules[element.symbology];
  const problem = (code: LayoutProblem['code'], neededMm: number, availableMm: number) => ({
    problem: problemOf(element.id, code, { neededMm: rounded(neededMm), availableMm: rounded(availableMm) }),
  });
  if (most < least) return problem('MODULE_TOO_SMALL', least / perMm, element.maxModuleMm);
  const neededMm = (total * least) / perMm;
  if (neededMm > element.width + tolerance) return problem('SYMBOL_TOO_WIDE', neededMm, element.width);
  if (symbol.kind === 'matrix' && neededMm > element.height + tolerance)
    return problem('SYMBOL_TOO_HIGH', neededMm, element.height);
  const room = symbol.kind === 'matrix' ? Math.min(element.width, element.height) : element.width;
  return { dots: Math.min(most, Math.floor(((room + tolerance) * perMm) / total)) };
}

/** Places a code in the middle of its room, as large as fits; or says why it would not scan. */
export function placeSymbol(
  element: BarcodeElement,
  text: string,
  dpi: Dpi,
): { placed: PlacedSymbol } | { problem: LayoutProblem } {
  const { id, symbology } = element;
  const encoding = encodeSymbol(symbology, text);
  if (!encoding.ok) return { problem: problemOf(id, encoding.code, { characters: encoding.characters }) };
  const { symbol } = encoding;
  const module = chooseModule(element, symbol, dpi);
  if ('problem' in module) return module;
  const moduleMm = module.dots / dotsPerMm[dpi];
  const width = symbol.modules * moduleMm;
  const height = symbol.kind === 'matrix' ? width : snap(element.height, dpi);
  const x = snap(element.x + (element.width - width) / 2, dpi);
  const y = snap(element.y + (element.height - height) / 2, dpi);
  const dark = darkRects(symbol, x, y, moduleMm, height);
  const { modules } = symbol;
  return { placed: { element: id, symbology, text, x, y, width, height, moduleDots: module.dots, modules, dark } };
}

/** The symbol with the light margin around it: nothing else may be printed there. Bars need none above and below. */
export function quietAreaOf({ x, y, width, height, symbology, modules }: PlacedSymbol): Rect {
  const quiet = (quietModules[symbology] * width) / modules;
  return isLinear(symbology)
    ? { x: x - quiet, y, width: width + 2 * quiet, height }
    : { x: x - quiet, y: y - quiet, width: width + 2 * quiet, height: height + 2 * quiet };
}

/** What scans and could scan better. */
export function warningsOf({ element, symbology, width, height, modules }: PlacedSymbol): LayoutWarning[] {
  if (isLinear(symbology)) return height < width * leastBarHeight ? [{ element, code: 'BARS_TOO_LOW' }] : [];
  return width / modules < cameraModuleMm ? [{ element, code: 'CAMERA_MAY_FAIL' }] : [];
}
