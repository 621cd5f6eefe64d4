import { code39, datamatrix, gs1_128, gs1datamatrix, qrcode } from 'bwip-js/generic';
import { encodeCode128 } from './code128.ts';
import type { Symbology } from './template.ts';

/** Widths in modules, starting with a bar: bar, space, bar, …, bar. No quiet zone. */
export type LinearSymbol = { kind: 'linear'; widths: number[]; modules: number };
/** `rows[y][x]` is true where a module is dark. Square, no quiet zone; `modules` is the length of a side. */
export type MatrixSymbol = { kind: 'matrix'; rows: boolean[][]; modules: number };
export type EncodedSymbol = LinearSymbol | MatrixSymbol;
export type Encoding = { ok: true; symbol: EncodedSymbol } | { ok: false; code: 'NOT_ENCODABLE'; characters: string };

/** Light margin on each side that the symbology asks for, in modules (ISO/IEC 15417, 16388, 18004, 16022). */
export const quietModules: Readonly<Record<Symbology, number>> = {
  code128: 10,
  code39: 10,
  qr: 4,
  datamatrix: 1,
  'gs1-128': 10,
  'gs1-datamatrix': 1,
};

const linear: ReadonlySet<Symbology> = new Set(['code128', 'code39', 'gs1-128']);
/** Whether it is read along one line, as bars. */
export const isLinear = (symbology: Symbology) => linear.has(symbology);

/** A single character that the symbology has a sign for. GS1: set 82 and the brackets around identifiers. */
const encodable: Readonly<Record<Symbology, RegExp>> = {
  code128: /[ -~]/,
  code39: /[0-9A-Z\-. $/+%]/,
  qr: /[^\p{Cc}\p{Cs}]/u,
  datamatrix: /[ -~]/,
  'gs1-128': /[!"%-/0-9:-?A-Z_a-z]/,
  'gs1-datamatrix': /[!"%-/0-9:-?A-Z_a-z]/,
};
// Codewords that the square sizes of Data Matrix ECC 200 hold (ISO/IEC 16022, table 7).
const DATA_MATRIX_CAPACITY = [
  [10, 3],
  [12, 5],
  [14, 8],
  [16, 12],
  [18, 18],
  [20, 22],
  [22, 30],
  [24, 36],
  [26, 44],
  [32, 62],
  [36, 86],
  [40, 114],
  [44, 144],
  [48, 174],
] as const;

type Marks = { lines: [x: number, width: number][]; dots: [x: number, y: number][] };

/** A drawing surface that only notes where the encoder puts bars and modules; one unit is one module. */
function surfaceFor(marks: Marks) {
  return {
    scale: (): [number, number] => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: () => undefined,
    line: (x: number, _y0: number, _x1: number, _y1: number, width: number) => marks.lines.push([x, width]),
    ellipse: (x: number, y: number) => marks.dots.push([Math.floor(x), Math.floor(y)]),
    polygon: () => undefined,
    hexagon: () => undefined,
    fill: () => undefined,
    text: () => undefined,
    clip: () => undefined,
    unclip: () => undefined,
    end: () => undefined,
  };
}

type Encoder = typeof qrcode;

/** Runs one encoder; null when it refuses the content. */
function marksOf(encoder: Encoder, text: string, options: Record<string, string | boolean>): Marks | null {
  const marks: Marks = { lines: [], dots: [] };
  try {
    encoder({ bcid: '', text, ...options }, surfaceFor(marks));
    return marks;
  } catch {
    return null;
  }
}

function linearOf(widths: number[]): LinearSymbol {
  return { kind: 'linear', widths, modules: widths.reduce((sum, width) => sum + width, 0) };
}

function linearFrom(marks: Marks): LinearSymbol {
  const widths: number[] = [];
  let end = 0;
  // A bar of odd width has its larger half before the given centre.
  for (const [centre, width] of marks.lines) {
    const start = centre - Math.ceil(width / 2);
    if (widths.length > 0) widths.push(start - end);
    widths.push(width);
    end = start + width;
  }
  return linearOf(widths);
}

function matrixFrom(marks: Marks): MatrixSymbol {
  // The outermost rows and columns of QR and Data Matrix hold dark modules on every side.
  const modules = 1 + Math.max(...marks.dots.flat());
  const rows = Array.from({ length: modules }, () => Array.from({ length: modules }, () => false));
  for (const [x, y] of marks.dots) {
    const row = rows[y];
    if (row !== undefined) row[x] = true;
  }
  return { kind: 'matrix', rows, modules };
}

/** Bytes of the text in UTF-8. The text must be well-formed. */
export function utf8Length(text: string): number {
  return encodeURIComponent(text).replaceAll(/%../g, '.').length;
}

/**
 * The version that holds the text in one single mode. Encoders that mix modes may need one less, printers are free not
 * to mix: with this version no printer's symbol is larger than the one of the layout.
 */
function qrVersion(text: string): string | null {
  const sample = /^\d+$/.test(text)
    ? '1'.repeat(text.length)
    : /^[0-9A-Z $%*+\-./:]+$/.test(text)
      ? 'A'.repeat(text.length)
      : 'a'.repeat(utf8Length(text));
  const marks = marksOf(qrcode, sample, { dotty: true, eclevel: 'M' });
  return marks === null ? null : String((matrixFrom(marks).modules - 17) / 4);
}

/** The smallest square that holds the text in plain ASCII encodation (a pair of digits is one codeword). */
function dataMatrixSize(text: string): string | null {
  const codewords = text.replaceAll(/\d\d/g, '.').length;
  const size = DATA_MATRIX_CAPACITY.find(([, capacity]) => capacity >= codewords)?.[0];
  return size === undefined ? null : `${size}x${size}`;
}

function marksFor(symbology: Exclude<Symbology, 'code128'>, text: string): Marks | null {
  switch (symbology) {
    case 'qr': {
      const version = qrVersion(text);
      return version === null ? null : marksOf(qrcode, text, { dotty: true, eclevel: 'M', version });
    }
    case 'datamatrix': {
      const version = dataMatrixSize(text);
      return version === null ? null : marksOf(datamatrix, text, { dotty: true, version });
    }
    case 'code39':
      return marksOf(code39, text, {});
    case 'gs1-128':
      return marksOf(gs1_128, text, {});
    case 'gs1-datamatrix':
      return marksOf(gs1datamatrix, text, { dotty: true });
  }
}

/** Each character that the symbology has no sign for, once. */
function strangers(symbology: Symbology, text: string): string {
  return [...new Set(text)].filter((character) => !encodable[symbology].test(character)).join('');
}

/**
 * Encodes a text to modules.
 * Code 128 and Data Matrix take printable ASCII only: beyond it, readers and printers disagree about the character
 * set. Code 39 takes its 43 signs, with wide bars three times as wide as narrow ones. QR takes any text without control
 * characters, as UTF-8 at error correction level M. The GS1 symbologies take an element string, `(8004)95211100012`,
 * and check its identifiers, lengths and check digits (GS1 General Specifications, section 3).
 * @returns the symbol, or NOT_ENCODABLE when the symbology cannot carry exactly this text
 */
export function encodeSymbol(symbology: Symbology, text: string): Encoding {
  const characters = strangers(symbology, text);
  const refused: Encoding = { ok: false, code: 'NOT_ENCODABLE', characters };
  if (text === '' || characters !== '') return refused;
  if (symbology === 'code128') return { ok: true, symbol: linearOf(encodeCode128(text)) };
  const marks = marksFor(symbology, text);
  if (marks === null) return refused;
  return { ok: true, symbol: isLinear(symbology) ? linearFrom(marks) : matrixFrom(marks) };
}
