import type { OrderRow } from '#shared/features/maintenance/model.ts';
import { addDays } from '#shared/primitives/days.ts';

/** Octets of a line, without its end (RFC 5545, 3.1). */
const lineLength = 75;

/** Words of a calendar that a program can't take from the data. */
interface CalendarWords {
  name: string;
  /** The heading of an entry. */
  summaryOf: (order: OrderRow) => string;
  descriptionOf: (order: OrderRow) => string;
}

/**
 * Orders as a calendar file (RFC 5545): an entry of a whole day each, known by the same name in every file, so that a
 * calendar that reads the next one moves its entries instead of adding others.
 *
 * @param now the instant at which it is made
 */
export function calendarFileOf(orders: readonly OrderRow[], now: string, words: CalendarWords): string {
  const stamp = `${now.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quartermaster//Maintenance//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(words.name)}`,
    ...orders.flatMap((order) => [
      'BEGIN:VEVENT',
      `UID:work-order-${order.number}@quartermaster.invalid`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${order.version}`,
      `DTSTART;VALUE=DATE:${compact(order.plannedOn)}`,
      // The end is the first day that does not belong to it any more.
      `DTEND;VALUE=DATE:${compact(addDays(order.plannedOn, 1))}`,
      `SUMMARY:${escaped(words.summaryOf(order))}`,
      `DESCRIPTION:${escaped(words.descriptionOf(order))}`,
      ...(order.place === null ? [] : [`LOCATION:${escaped(order.place)}`]),
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
