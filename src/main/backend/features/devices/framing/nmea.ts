/** A position with its moment: degrees of WGS 84, speed in kilometres an hour, height in metres. */
export interface Fix {
  /** ISO-8601 UTC with milliseconds. */
  readonly at: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Metres around it; null when unknown. */
  readonly accuracy: number | null;
  readonly speed: number | null;
  /** Degrees from north, clockwise. */
  readonly heading: number | null;
  readonly altitude: number | null;
}

/** What one sentence of NMEA 0183 says; what it does not say is null. */
export interface NmeaSentence {
  /** Three letters behind the talker, e.g. `RMC`. */
  readonly type: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** `HH:MM:SS.sss`, UTC. */
  readonly time: string | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string | null;
  readonly speed: number | null;
  readonly heading: number | null;
  readonly altitude: number | null;
  /** Whether the receiver says that it knows where it is. */
  readonly valid: boolean;
}

const kilometresPerKnot = 1.852;
/** A receiver's guess of its error from the dilution of precision; metres for each unit. */
const metresPerDilution = 5;

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** `4807.038` and `N` as degrees: two or three digits of degrees, then minutes. */
function degreesOf(text: string | undefined, side: string | undefined): number | null {
  const match = /^(\d{2,3})(\d{2}(?:\.\d+)?)$/.exec(text ?? '');
  if (match === null || side === undefined || !/^[NSEW]$/.test(side)) return null;
  const isLatitude = side === 'N' || side === 'S';
  const degrees = Number(match[1]) + Number(match[2]) / 60;
  if (degrees > (isLatitude ? 90 : 180)) return null;
  return side === 'S' || side === 'W' ? -degrees : degrees;
}

function timeOf(text: string | undefined): string | null {
  const match = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)(?:\.(\d{1,3})\d*)?$/.exec(text ?? '');
  return match === null ? null : `${match[1]}:${match[2]}:${match[3]}.${(match[4] ?? '').padEnd(3, '0')}`;
}

/** `230394` is 23 March 1994: two digits of year from 1980 to 2079. */
function dateOf(text: string | undefined): string | null {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(text ?? '');
  if (match === null) return null;
  const [, day, month, year] = match;
  const date = `${Number(year) >= 80 ? '19' : '20'}${year}-${month}-${day}`;
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? null : date;
}

const nothing = {
  latitude: null,
  longitude: null,
  time: null,
  date: null,
  speed: null,
  heading: null,
  altitude: null,
  valid: true,
} as const;

function knots(text: string | undefined): number | null {
  const value = numberOf(text);
  return value === null ? null : value * kilometresPerKnot;
}

function understood(type: string, f: readonly string[]): NmeaSentence {
  switch (type) {
    case 'RMC':
      return {
        ...nothing,
        type,
        time: timeOf(f[1]),
        valid: f[2] === 'A',
        latitude: degreesOf(f[3], f[4]),
        longitude: degreesOf(f[5], f[6]),
        speed: knots(f[7]),
        heading: numberOf(f[8]),
        date: dateOf(f[9]),
      };
    case 'GGA':
      return {
        ...nothing,
        type,
        time: timeOf(f[1]),
        latitude: degreesOf(f[2], f[3]),
        longitude: degreesOf(f[4], f[5]),
        valid: (numberOf(f[6]) ?? 0) > 0,
        altitude: numberOf(f[9]),
      };
    case 'GLL':
      return {
        ...nothing,
        type,
        latitude: degreesOf(f[1], f[2]),
        longitude: degreesOf(f[3], f[4]),
        time: timeOf(f[5]),
        valid: f[6] === 'A',
      };
    case 'VTG':
      return { ...nothing, type, heading: numberOf(f[1]), speed: knots(f[5]) };
    default:
      return { ...nothing, type };
  }
}

/**
 * Reads a sentence of a satellite receiver (NMEA 0183: `$`, talker, type, fields, `*`, checksum). Null when it is none
 * or its checksum is wrong: a position of which one digit is wrong is worse than none.
 */
export function parseNmea(text: string): NmeaSentence | null {
  const match = /^\$([A-Z]{2})([A-Z]{3}),([^*]*)\*([0-9A-Fa-f]{2})$/.exec(text.trim());
  if (match === null) return null;
  const [, talker = '', type = '', inside = '', checksum = ''] = match;
  const body = `${talker}${type},${inside}`;
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum ^= body.charCodeAt(at);
  return sum === Number.parseInt(checksum, 16) ? understood(type, ['', ...inside.split(',')]) : null;
}

/**
 * Makes positions of sentences. Only RMC carries the date, so only RMC gives a position; GGA adds the height of the
 * same moment, and its dilution of precision the likely error.
 */
export class NmeaReader {
  #altitude: { time: string | null; metres: number | null; accuracy: number | null } | null = null;

  take(text: string): { sentence: NmeaSentence | null; fix: Fix | null } {
    const sentence = parseNmea(text);
    if (sentence?.type === 'GGA') {
      const dilution = numberOf(text.split(',')[8]);
      this.#altitude = {
        time: sentence.time,
        metres: sentence.altitude,
        accuracy: dilution === null ? null : dilution * metresPerDilution,
      };
    }
    return { sentence, fix: sentence?.type === 'RMC' ? this.#fix(sentence) : null };
  }

  #fix({ valid, latitude, longitude, time, date, speed, heading }: NmeaSentence): Fix | null {
    if (!valid || latitude === null || longitude === null || time === null || date === null) return null;
    const same = this.#altitude?.time === time ? this.#altitude : null;
    return {
      at: `${date}T${time}Z`,
      latitude,
      longitude,
      accuracy: same?.accuracy ?? null,
      speed,
      heading,
      altitude: same?.metres ?? null,
    };
  }
}

/** A sentence with its checksum; for simulators. */
export function nmeaSentence(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum ^= body.charCodeAt(at);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`;
}
