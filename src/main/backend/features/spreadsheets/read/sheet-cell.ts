import { SSF } from 'xlsx';
import { dayFromSerial } from '#shared/primitives/days.ts';
import type { SheetCell } from './table.ts';

/** A cell as a parser hands it out. */
export interface RawCell {
  readonly t: 'b' | 'n' | 'e' | 's' | 'd' | 'z';
  readonly v?: string | number | boolean;
  readonly z?: string | number;
}

export type RawRows = readonly (readonly (RawCell | undefined)[] | undefined)[];

const isDateFormat = SSF.is_date as (code: string | number) => boolean;
const format = SSF.format as (code: string | number, value: number, options: { date1904: boolean }) => string;
const two = (value: number): string => String(value).padStart(2, '0');

/** Error values by their number in the file format (MS-XLS 2.5.10). */
const ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/** A number as the spreadsheet shows it. Below eleven digits the general format shows an integer as it is. */
function shownNumber(value: number, code: string | number, date1904: boolean): string {
  if (code === 'General' && Number.isInteger(value) && Math.abs(value) < 1e10) return String(value);
  try {
    return format(code, value, { date1904 }).trim();
  } catch {
    return String(value);
  }
}

/** `HH:MM:SS` of the fraction of a day, to the nearest second; null at midnight. */
function clockOf(serial: number): string | null {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  if (seconds === 0 || seconds >= 86_400) return null;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A number whose format is a date or a time: shown as the day it means, whatever the producer's locale. */
function dateCell(serial: number, code: string | number, address: string, date1904: boolean): SheetCell {
  const letters = String(code).replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (typeof code === 'string' && !/[yd]/i.test(letters)) {
    return { type: 'time', text: shownNumber(serial, code, date1904), value: serial, address };
  }
  if (!date1904 && serial < 1) return { type: 'time', text: clockOf(serial) ?? '00:00:00', value: serial, address };
  const nearest = serial - Math.floor(serial) > 1 - 0.5 / 86_400 ? Math.round(serial) : serial;
  const day = dayFromSerial(nearest, date1904);
  if (day === null) return { type: 'error', text: shownNumber(serial, code, date1904), value: serial, address };
  const clock = clockOf(nearest);
  return { type: 'date', text: clock === null ? day : `${day} ${clock}`, value: day, address };
}

/** The cell as the rest of the import knows it; null where it holds nothing. */
export function sheetCell(raw: RawCell | undefined, address: string, date1904: boolean): SheetCell | null {
  if (raw === undefined || raw.v === undefined || raw.v === '') return null;
  if (raw.t === 'n' && typeof raw.v === 'number') {
    const code = raw.z ?? 'General';
    if (isDateFormat(code)) return dateCell(raw.v, code, address, date1904);
    const text = shownNumber(raw.v, code, date1904);
    return { type: 'number', text, value: raw.v, address, ...(/\dE[+-]?\d+$/i.test(text) ? { scientific: true } : {}) };
  }
  if (raw.t === 'b')
    return { type: 'boolean', text: raw.v === true ? 'TRUE' : 'FALSE', value: raw.v === true, address };
  const text = raw.t === 'e' ? (ERRORS.get(raw.v) ?? String(raw.v)) : String(raw.v);
  return { type: raw.t === 'e' ? 'error' : 'text', text, value: text, address };
}
