import { read, SSF } from 'xlsx';
import { dayFromSerial } from '#shared/primitives/days.ts';
import type { CheckedWorkbook, SheetPart } from './workbook-guard.ts';
import type { SheetCell } from './table.ts';
import { storedZip } from './zip-directory.ts';

/** A cell as the parser hands it out. */
interface RawCell {
  readonly t: 'b' | 'n' | 'e' | 's' | 'd' | 'z';
  readonly v?: string | number | boolean;
  readonly w?: string;
  readonly z?: string | number;
}

export type RawRows = readonly (readonly (RawCell | undefined)[] | undefined)[];

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const FORMAT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Finds styles or shared strings by the end of their name: their folder is the producer's choice. */
function partNamed(workbook: CheckedWorkbook, ending: string): Buffer | null {
  const name = [...workbook.parts.keys()].find((key) => key.toLowerCase().endsWith(ending));
  return name === undefined ? null : (workbook.parts.get(name) ?? null);
}

/**
 * A package of our own around the one sheet, its strings and its number formats. Comments, links, embeddings,
 * drawings and every other part of the original never reach the parser.
 */
function reducedPackage(workbook: CheckedWorkbook, sheet: Buffer): Buffer {
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}" ContentType="${FORMAT}.${type}+xml"/>`;
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const parts = new Map<string, Buffer>();
  const add = (name: string, xml: string): Map<string, Buffer> => parts.set(name, Buffer.from(HEAD + xml, 'utf8'));
  add(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('worksheets/sheet1.xml', 'worksheet')}` +
      `${override('sharedStrings.xml', 'sharedStrings')}${override('styles.xml', 'styles')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${workbook.date1904 ? 1 : 0}"/>` +
      `<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}` +
      `${relation(2, 'sharedStrings', 'sharedStrings.xml')}${relation(3, 'styles', 'styles.xml')}</Relationships>`,
  );
  parts.set('xl/worksheets/sheet1.xml', sheet);
  parts.set(
    'xl/sharedStrings.xml',
    partNamed(workbook, 'sharedstrings.xml') ?? Buffer.from(`${HEAD}<sst xmlns="${MAIN}"/>`),
  );
  parts.set('xl/styles.xml', partNamed(workbook, 'styles.xml') ?? Buffer.from(`${HEAD}<styleSheet xmlns="${MAIN}"/>`));
  return storedZip(parts);
}

/**
 * Parses one checked sheet down to its cells.
 * @param lastRow rows below it hold nothing and are not looked at
 */
export function parseSheet(workbook: CheckedWorkbook, part: SheetPart, lastRow: number): RawRows {
  const content = workbook.parts.get(part.path);
  if (content === undefined) return [];
  const book = read(reducedPackage(workbook, content), {
    type: 'buffer',
    dense: true,
    nodim: true,
    sheetRows: lastRow + 1,
    cellFormula: false,
    cellHTML: false,
    bookVBA: false,
    cellDates: false,
    cellNF: true,
    cellText: true,
  });
  const sheet: unknown = book.Sheets[book.SheetNames[0] ?? ''];
  const data = sheet !== null && typeof sheet === 'object' && '!data' in sheet ? sheet['!data'] : [];
  return Array.isArray(data) ? (data as RawRows) : [];
}

const isDateFormat = SSF.is_date as (format: string | number) => boolean;
const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM:SS` of the fraction of a day, to the nearest second; null at midnight. */
function clockOf(serial: number): string | null {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  if (seconds === 0 || seconds >= 86_400) return null;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A number whose format is a date or a time: shown as the day it means, whatever the producer's locale. */
function dateCell(
  serial: number,
  format: string | number,
  shown: string,
  address: string,
  date1904: boolean,
): SheetCell {
  const letters = String(format).replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  const timeOnly = typeof format === 'string' && !/[yd]/i.test(letters);
  if (timeOnly || (!date1904 && serial < 1)) {
    return { type: 'time', text: timeOnly ? shown : (clockOf(serial) ?? '00:00:00'), value: serial, address };
  }
  const nearest = serial - Math.floor(serial) > 1 - 0.5 / 86_400 ? Math.round(serial) : serial;
  const day = dayFromSerial(nearest, date1904);
  if (day === null) return { type: 'error', text: shown, value: serial, address };
  const clock = clockOf(nearest);
  return { type: 'date', text: clock === null ? day : `${day} ${clock}`, value: day, address };
}

/** The cell as the rest of the import knows it; null where it holds nothing. */
export function sheetCell(raw: RawCell | undefined, address: string, date1904: boolean): SheetCell | null {
  if (raw === undefined || raw.v === undefined || raw.v === '') return null;
  const shown = raw.w ?? String(raw.v);
  if (raw.t === 'n' && typeof raw.v === 'number') {
    if (raw.z !== undefined && isDateFormat(raw.z)) return dateCell(raw.v, raw.z, shown, address, date1904);
    const scientific = /\dE[+-]?\d+$/i.test(shown.trim());
    return { type: 'number', text: shown.trim(), value: raw.v, address, ...(scientific ? { scientific } : {}) };
  }
  if (raw.t === 'b') return { type: 'boolean', text: shown, value: raw.v === true, address };
  if (raw.t === 'e') return { type: 'error', text: shown, value: shown, address };
  return { type: 'text', text: String(raw.v), value: String(raw.v), address };
}
