import { CAP_HEIGHT } from '#shared/features/labels/text-fit.ts';
import { code128Subset } from '#shared/features/labels/code128.ts';
import { isLinear, utf8Length } from '#shared/features/labels/symbols.ts';
import { toDots } from '#shared/features/labels/dots.ts';
import type { LabelLayout, PlacedImage, PlacedSymbol, PlacedText } from '#shared/features/labels/layout.ts';
import type { Symbology } from '#shared/features/labels/template.ts';
import { blankBitmap, darkenRow } from './bitmap.ts';

export type ZplOptions = {
  /** How many times the printer repeats the label. */
  copies?: number;
  /** Shift of everything, dots; what would leave the label at the left or upper edge stops there. */
  offsetXDots?: number;
  offsetYDots?: number;
  /** 0 to 30, absolute; null or absent leaves the printer's own setting. */
  darkness?: number | null;
  /** Inches a second; null or absent leaves the printer's own setting. */
  speed?: number | null;
  /** 96 bits as hexadecimal digits, to be written into the label's tag; null or absent for labels without one. */
  epc?: string | null;
};

export type ZplResult = { ok: true; zpl: string } | { ok: false; code: 'FIELD_TOO_LONG'; element: string };

/** Bytes that the data of one field may have (ZPL II programming guide, ^FD). */
const MAX_FIELD_BYTES = 3072;
/** Capitals of the printer's font 0 in parts of its height; DejaVu's are CAP_HEIGHT. */
const FONT_0_CAP_HEIGHT = 0.75;
/** Font 0 is a bold condensed face: narrowed by this much it stays within the widths of the regular text face. */
const REGULAR_WIDTH = 0.92;
// One dot is the least that ^BY takes; ^BQ puts its symbol that many dots lower than told.
const QR_DROP_DOTS = 1;

/** Symbologies that the printer encodes itself, by its own commands. */
const encodedByPrinter = ['code128', 'qr', 'datamatrix'] as const satisfies readonly Symbology[];
type EncodedByPrinter = (typeof encodedByPrinter)[number];

const isEncodedByPrinter = (symbology: Symbology): symbology is EncodedByPrinter =>
  encodedByPrinter.some((known) => known === symbology);

/**
 * The one way by which a value gets into a stream for the printer: `^FH_^FD…^FS` with everything escaped that could
 * end the field or be taken for a command (ZPL II programming guide: ^FD, ^FH, ^FB, ^BC, ^BQ). The format must have
 * chosen ^CI28. Control characters become spaces.
 * @param text the value as people know it
 * @param usage where the field stands: each symbology has its own prefix and its own escapes
 */
export function zplField(text: string, usage: 'text' | EncodedByPrinter): string {
  const plain = text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/\p{Cs}/gu, '\ufffd');
  const escape = (value: string) =>
    value.replaceAll(/[\\^~_]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`);
  switch (usage) {
    case 'text':
      // Inside ^FB a backslash starts a line break or a soft hyphen when one of these follows.
      return `^FH_^FD${escape(plain.replaceAll(/\\(?=[\\&(])/g, '\\ '))}^FS`;
    case 'code128':
      return `^FH_^FD${code128Subset(plain) === 'C' ? '>;' : '>:'}${escape(plain).replaceAll('>', '>0')}^FS`;
    case 'qr':
      return `^FH_^FDMA,${escape(plain)}^FS`;
    case 'datamatrix':
      return `^FH_^FD${escape(plain)}^FS`;
  }
}

/** A character that the value does not contain, to take the place of the one that starts escape sequences in ^BX. */
function unusedCharacter(text: string): string {
  return Array.from('|!$#%&*+=?@').find((character) => !text.includes(character)) ?? '|';
}

function symbolCommand(symbology: EncodedByPrinter, symbol: PlacedSymbol, height: number): string {
  const { moduleDots, modules } = symbol;
  switch (symbology) {
    case 'code128':
      return `^BY${moduleDots},3,${height}^BCN,${height},N,N,N`;
    case 'qr':
      return `^BY1,3,${QR_DROP_DOTS}^BQN,2,${moduleDots}`;
    case 'datamatrix':
      return `^BXN,${moduleDots},200,${modules},${modules},,${unusedCharacter(symbol.text)}`;
  }
}

const justification = { left: 'L', center: 'C', right: 'R' } as const;

type Dots = (mm: number) => number;
type Origin = (xMm: number, yMm: number, dropDots?: number) => string;

function textField(text: PlacedText, dots: Dots, origin: Origin): string {
  const height = dots((text.sizeMm * CAP_HEIGHT) / FONT_0_CAP_HEIGHT);
  const width = text.bold ? height : Math.round(height * REGULAR_WIDTH);
  const block = `^FB${dots(text.box.width)},1,0,${justification[text.align]},0`;
  return `^FT${origin(text.box.x, text.y)}^A0N,${height},${width}${block}${zplField(text.text, 'text')}`;
}

/**
 * Bars as boxes and modules as a picture: for symbologies whose commands differ between firmwares (where the subset of
 * a GS1-128 changes, how FNC1 is asked for in a Data Matrix) the printed symbol is the very one of the layout.
 */
function drawnSymbol(symbol: PlacedSymbol, dots: Dots, origin: Origin): string {
  if (isLinear(symbol.symbology)) {
    const bars = symbol.dark.map(({ x, y, width, height }) => {
      const [w, h] = [dots(width), dots(height)];
      return `^FO${origin(x, y)}^GB${w},${h},${Math.min(w, h)}^FS`;
    });
    return bars.join('');
  }
  const side = symbol.modules * symbol.moduleDots;
  const bitmap = blankBitmap(side, side);
  const [left, top] = [dots(symbol.x), dots(symbol.y)];
  for (const { x, y, width, height } of symbol.dark)
    for (let row = dots(y) - top; row < dots(y + height) - top; row += 1)
      darkenRow(bitmap, row, dots(x) - left, dots(x + width) - left);
  return `^FO${origin(symbol.x, symbol.y)}${graphicField(bitmap.rowBytes, Buffer.from(bitmap.data).toString('hex'))}`;
}

function graphicField(rowBytes: number, hexadecimal: string): string {
  const bytes = hexadecimal.length / 2;
  return `^GFA,${bytes},${bytes},${rowBytes},${hexadecimal.toUpperCase()}^FS`;
}

function imageField(image: PlacedImage, origin: Origin): string {
  return `^FO${origin(image.x, image.y)}${graphicField(Math.ceil(image.columns / 8), image.bits)}`;
}

function symbolField(symbol: PlacedSymbol, dots: Dots, origin: Origin): string {
  const { symbology } = symbol;
  if (!isEncodedByPrinter(symbology)) return drawnSymbol(symbol, dots, origin);
  const at = origin(symbol.x, symbol.y, symbology === 'qr' ? -QR_DROP_DOTS : 0);
  return `^FO${at}${symbolCommand(symbology, symbol, dots(symbol.height))}${zplField(symbol.text, symbology)}`;
}

/** What stands before the EPC that is read back, so that it is told from every other answer of a printer. */
const READ_BACK = 'QMEPC:';

/**
 * Writes a Gen2 tag and has it read back (ZPL II RFID guide: ^RS, ^RFW, ^RFR, ^HV). Bank A sets the length in the tag,
 * too. One try and then an error: as the printer comes, it voids three labels and goes on without saying so.
 */
function tagFields(epc: string): string[] {
  return [
    '^RS8,,,1,E',
    `^RFW,H,,,A^FD${epc}^FS`,
    '^RFR,H,,,E^FN1^FS',
    `^FH_^HV1,${epc.length},${READ_BACK},_0D_0A,L^FS`,
  ];
}

/** The first field whose data is longer than a printer takes. */
function tooLong(layout: LabelLayout): string | undefined {
  const fields = [
    ...layout.texts.map(({ element, text }) => ({ element, data: zplField(text, 'text') })),
    ...layout.symbols.flatMap(({ element, text, symbology }) =>
      isEncodedByPrinter(symbology) ? [{ element, data: zplField(text, symbology) }] : [],
    ),
  ];
  return fields.find(({ data }) => utf8Length(data) > MAX_FIELD_BYTES)?.element;
}

/**
 * Writes a layout as one ZPL II format, text by the printer's font 0 and codes by the printer's own commands.
 * Copies, offsets, darkness and speed are rounded and kept within what ZPL takes.
 * @returns the format, UTF-8 text, one command group a line; FIELD_TOO_LONG names the element beyond 3,072 bytes
 */
export function renderZpl(layout: LabelLayout, options: ZplOptions = {}): ZplResult {
  const element = tooLong(layout);
  if (element !== undefined) return { ok: false, code: 'FIELD_TOO_LONG', element };
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(value)));
  const dots: Dots = (mm) => toDots(mm, layout.dpi);
  const shiftX = within(options.offsetXDots ?? 0, -9999, 9999);
  const shiftY = within(options.offsetYDots ?? 0, -9999, 9999);
  const origin: Origin = (x, y, dropDots = 0) =>
    `${Math.max(0, dots(x) + shiftX)},${Math.max(0, dots(y) + dropDots + shiftY)}`;
  const { darkness = null, speed = null, epc = null } = options;
  const lines = [
    ...(darkness === null ? [] : [`~SD${String(within(darkness, 0, 30)).padStart(2, '0')}`]),
    '^XA^CI28',
    `^PW${dots(layout.widthMm)}^LL${dots(layout.heightMm)}^LH0,0`,
    ...(speed === null ? [] : [`^PR${within(speed, 1, 14)}`]),
    ...(epc === null ? [] : tagFields(epc)),
    ...layout.lines.map(({ x, y, width, height }) => {
      const [w, h] = [dots(width), dots(height)];
      return `^FO${origin(x, y)}^GB${w},${h},${Math.min(w, h)}^FS`;
    }),
    ...layout.boxes.map(
      ({ x, y, width, height, strokeMm }) => `^FO${origin(x, y)}^GB${dots(width)},${dots(height)},${dots(strokeMm)}^FS`,
    ),
    ...layout.images.map((image) => imageField(image, origin)),
    ...layout.symbols.map((symbol) => symbolField(symbol, dots, origin)),
    ...layout.texts.map((text) => textField(text, dots, origin)),
    `^PQ${within(options.copies ?? 1, 1, 9999)}`,
    '^XZ',
  ];
  return { ok: true, zpl: `${lines.join('\n')}\n` };
}
