import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import * as z from 'zod';
import { Failure } from '#backend/kernel/failure.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { NmeaReader } from '#backend/features/devices/index.ts';
import type { Fix } from '#backend/features/devices/index.ts';

/** Bytes, and positions: a year of a tracker that tells every minute. */
const largestFile = 100_000_000;
const mostPositions = 600_000;

export interface ReadPositions {
  sha256: string;
  fixes: Fix[];
  /** Lines or points that were none. */
  passedOver: number;
}

type Reading = Omit<ReadPositions, 'sha256'>;

function nmea(text: string): Reading {
  const reader = new NmeaReader();
  const fixes: Fix[] = [];
  let passedOver = 0;
  for (const line of text.split(/[\r\n]+/)) {
    const { sentence, fix } = reader.take(line);
    if (fix !== null) fixes.push(fix);
    else if (sentence === null && line.trim() !== '') passedOver += 1;
  }
  return { fixes, passedOver };
}

function numberOf(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

function instantOf(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(trimmed)) return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? trimmed : `${trimmed}Z`;
  const at = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const unknown = { accuracy: null, speed: null, heading: null, altitude: null } as const;

/**
 * Points of tracks, routes and waypoints of GPX 1.1. Read by their tags and not as a document: nothing that XML could
 * bring along (entities, other files) is ever looked at.
 */
function gpx(text: string): Reading {
  const fixes: Fix[] = [];
  let passedOver = 0;
  for (const [, attributes = '', inside = ''] of text.matchAll(
    /<(?:trkpt|rtept|wpt)\b([^>]{0,400})>([\s\S]{0,4000}?)<\/(?:trkpt|rtept|wpt)>/g,
  )) {
    const latitude = numberOf(/\blat\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]);
    const longitude = numberOf(/\blon\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]);
    const at = instantOf(/<time>([^<]*)<\/time>/.exec(inside)?.[1]);
    const altitude = numberOf(/<ele>([^<]*)<\/ele>/.exec(inside)?.[1]);
    if (latitude === null || longitude === null || at === null) passedOver += 1;
    else fixes.push({ ...unknown, at, latitude, longitude, altitude });
  }
  return { fixes, passedOver };
}

const columns = {
  latitude: /^(?:lat|latitude|breite|breitengrad)$/i,
  longitude: /^(?:lon|lng|long|longitude|länge|längengrad)$/i,
  at: /^(?:time|timestamp|date|datetime|at|fixtime|zeit|zeitpunkt)$/i,
  speed: /^speed$/i,
  accuracy: /^(?:accuracy|genauigkeit)$/i,
  altitude: /^(?:alt|altitude|ele|elevation|höhe)$/i,
} as const;

/** A table with a heading: latitude, longitude and time, in UTC unless the time says otherwise; speed in km/h. */
function csv(text: string): Reading {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [headings = [], ...rows] = data;
  const at = (name: keyof typeof columns) => headings.findIndex((heading) => columns[name].test(heading.trim()));
  const [latitudeAt, longitudeAt, timeAt] = [at('latitude'), at('longitude'), at('at')];
  if (latitudeAt === -1 || longitudeAt === -1 || timeAt === -1) throw new Failure('POSITIONS_UNREADABLE');
  const [speedAt, accuracyAt, altitudeAt] = [at('speed'), at('accuracy'), at('altitude')];
  const fixes: Fix[] = [];
  for (const row of rows) {
    const latitude = numberOf(row[latitudeAt]);
    const longitude = numberOf(row[longitudeAt]);
    const moment = instantOf(row[timeAt]);
    if (latitude === null || longitude === null || moment === null) continue;
    fixes.push({
      at: moment,
      latitude,
      longitude,
      accuracy: numberOf(row[accuracyAt]),
      speed: numberOf(row[speedAt]),
      heading: null,
      altitude: numberOf(row[altitudeAt]),
    });
  }
  return { fixes, passedOver: rows.length - fixes.length };
}

/** What the content is, whatever the file is called. @throws Failure POSITIONS_UNREADABLE */
export function positionsOf(text: string): Reading {
  const head = text.slice(0, 4000).trimStart();
  const reading = /<gpx\b/i.test(head) ? gpx(text) : /^\$[A-Z]{5},/m.test(head) ? nmea(text) : csv(text);
  if (reading.fixes.length === 0) throw new Failure('POSITIONS_UNREADABLE');
  return reading;
}

function tooLarge(path: string): Failure {
  return new Failure('FILE_TOO_LARGE', { fileName: basename(path), megabytes: largestFile / 1_000_000 });
}

/** Reads a file in the process that may be killed. @throws Failure FILE_TOO_LARGE, POSITIONS_UNREADABLE */
export async function readPositionsTask(input: unknown, report: TaskReport): Promise<ReadPositions> {
  const { path } = z.object({ path: z.string() }).parse(input);
  report.progress('reading', 0, null);
  const { size } = await stat(path);
  if (size > largestFile) throw tooLarge(path);
  const bytes = await readFile(path);
  const reading = positionsOf(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  if (reading.fixes.length > mostPositions) throw tooLarge(path);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), ...reading };
}
