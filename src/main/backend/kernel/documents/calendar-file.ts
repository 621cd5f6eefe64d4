import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** Octets of a line, without its end (RFC 5545, 3.1). */
const lineLength = 75;

export interface CalendarEntry {
  /** Known by the same name in every file, so that a calendar that reads the next one moves it instead of adding another. */
  uid: string;
  /** Rises with every change of the entry. */
  sequence?: number;
  day: Day;
  summary: string;
  description: string;
  location?: string | null;
}

interface Calendar {
  name: string;
  /** What of the application wrote it. */
  product: string;
  entries: readonly CalendarEntry[];
}

/**
 * A calendar file (RFC 5545): an entry of a whole day each.
 *
 * @param now the instant at which it is made
 */
export function calendarFileOf({ name, product, entries }: Calendar, now: string): string {
  const stamp = `${now.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Quartermaster//${product}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${escaped(entry.uid)}@quartermaster.invalid`,
      `DTSTAMP:${stamp}`,
      ...(entry.sequence === undefined ? [] : [`SEQUENCE:${entry.sequence}`]),
      `DTSTART;VALUE=DATE:${compact(entry.day)}`,
      // The end is the first day that does not belong to it any more.
      `DTEND;VALUE=DATE:${compact(addDays(entry.day, 1))}`,
      `SUMMARY:${escaped(entry.summary)}`,
      `DESCRIPTION:${escaped(entry.description)}`,
      ...(entry.location === undefined || entry.location === null ? [] : [`LOCATION:${escaped(entry.location)}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const compact = (day: string) => day.replaceAll('-', '');

/** A text as a value (RFC 5545, 3.3.11); no line end of it can begin another property. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
      .replaceAll(/\r\n|\r|\n/g, '\\n')
      // oxlint-disable-next-line no-control-regex -- they are what is taken out
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
  );
}

/** A line in pieces of at most 75 octets, none of which cuts a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    // The blank at the beginning of a continuation counts.
    const room = lineLength - (pieces.length === 0 ? 0 : 1);
    if (Buffer.byteLength(piece + character, 'utf8') > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n ');
}
