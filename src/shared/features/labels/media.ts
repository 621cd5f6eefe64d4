import * as z from 'zod';
import catalogueFile from '../../../../resources/catalogue/media.json' with { type: 'json' };
import type { PrinterLanguage, PrinterTransport } from './printer-contract.ts';

/** A sheet of labels, millimetres from the upper left corner of the paper; a pitch leads from one label to the next. */
const sheetGrid = z.object({
  paper: z.enum(['A4', 'Letter']),
  pageWidthMm: z.number().positive(),
  pageHeightMm: z.number().positive(),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  leftMm: z.number().min(0),
  topMm: z.number().min(0),
  pitchXMm: z.number().positive(),
  pitchYMm: z.number().positive(),
});
export type SheetGrid = z.infer<typeof sheetGrid>;

/**
 * What a Brother QL can print on a roll, dots at 300 dpi: across it, along it (0 where it is endless), and the pins that
 * stay idle at its right (raster command reference, 2.3).
 */
const brotherRoll = z.object({
  printableDots: z.number().int().positive(),
  printableLines: z.number().int().min(0),
  pinsRight: z.number().int().min(0),
});

const medium = z.object({
  /** Stays the same for ever: printers' settings and jobs refer to it. */
  key: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  maker: z.enum(['Zebra', 'Brother', 'DYMO', 'Avery']),
  name: z.string(),
  kind: z.enum(['die_cut', 'endless', 'sheet']),
  /** Of one label; the height of an endless roll is 0. */
  widthMm: z.number().positive(),
  heightMm: z.number().min(0),
  /** Where the geometry of a sheet or a roll is from; a size alone is the maker's own name for it. */
  source: z.string().min(1).optional(),
  brother: brotherRoll.optional(),
  sheet: sheetGrid.optional(),
});
export type Medium = z.infer<typeof medium>;
/** What a label lies on, whoever makes it. */
export type LabelStock = Pick<Medium, 'kind' | 'widthMm' | 'heightMm' | 'sheet'>;

/** Every medium that comes with the application. */
export const media: readonly Medium[] = z.array(medium).parse(catalogueFile);

export function mediumOf(key: string | null): Medium | undefined {
  return key === null ? undefined : media.find((known) => known.key === key);
}

/** Labels of one sheet. */
export const cellsOf = ({ columns, rows }: SheetGrid): number => columns * rows;

/** What can be loaded into a printer: rolls by the language it speaks, anything that a system printer feeds as a page. */
export function mediaFor(transport: PrinterTransport, language: PrinterLanguage): Medium[] {
  if (transport === 'pages') return media.filter(({ kind }) => kind !== 'endless');
  const maker = language === 'brother' ? 'Brother' : 'Zebra';
  return media.filter((known) => known.maker === maker);
}

/** Half a millimetre: rolls are cut no more exactly than that. */
const tolerance = 0.5;

/** Whether a label of this size can be printed on it. */
export function fitsOn({ kind, widthMm, heightMm }: LabelStock, label: { widthMm: number; heightMm: number }): boolean {
  const wide = label.widthMm <= widthMm + tolerance;
  return wide && (kind === 'endless' || label.heightMm <= heightMm + tolerance);
}
