import type { Counts, MemberState, Progress } from '#shared/features/updates/model.ts';
import type { Compliance } from '#shared/features/updates/scheme.ts';
import { isDay } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

export const noCounts = (): Counts => ({ current: 0, behind: 0, behind_security: 0, unsupported: 0, unknown: 0 });
export const noProgress = (): Progress => ({ done: 0, open: 0, late: 0, excepted: 0, unknown: 0 });

export function addCount(counts: Counts, compliance: Compliance, count: number): void {
  counts[compliance] += count;
}

/** Whom a wave takes. */
export interface WaveRule {
  position: number;
  departmentId: number | null;
  /** The place that is named and all within it; null takes everywhere. */
  placeIds: ReadonlySet<number> | null;
  percent: number;
}

interface Standing {
  id: number;
  departmentId: number | null;
  placeId: number | null;
}

/** A number from 0 to 99 that is the same for an asset and a wave for ever, and spread evenly over many assets. */
function lotOf(assetId: number, position: number): number {
  let mixed = Math.imul(assetId ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % 100;
}

/**
 * The wave in which an asset comes: the first that takes its department and place, and of those there so many of a
 * hundred. Which ones hangs on the asset alone, so none changes its wave when others come or go.
 *
 * @returns its position, or null when none takes it
 */
export function waveOf(asset: Standing, waves: readonly WaveRule[]): number | null {
  const wave = waves.find(
    ({ position, departmentId, placeIds, percent }) =>
      (departmentId === null || departmentId === asset.departmentId) &&
      (placeIds === null || (asset.placeId !== null && placeIds.has(asset.placeId))) &&
      lotOf(asset.id, position) < percent,
  );
  return wave?.position ?? null;
}

/**
 * Where an asset of a campaign stands.
 *
 * @param order of what is installed to the target, as `compareVersions` gives it
 * @param dueOn of its wave, or of the last one where no wave takes it
 * @param exceptedUntil the last day on which it is left out
 */
export function memberStateOf(order: number | null, dueOn: Day, exceptedUntil: Day | null, today: Day): MemberState {
  if (order !== null && order >= 0) return 'done';
  if (exceptedUntil !== null && exceptedUntil >= today) return 'excepted';
  if (order === null) return 'unknown';
  return dueOn < today ? 'late' : 'open';
}

export interface ReleaseLine {
  line: number;
  number: string;
  releasedOn: Day;
  security: boolean;
  supportedUntil: Day | null;
  branch: string;
}
export interface ReleaseProblem {
  line: number;
  code: 'COLUMNS' | 'VERSION' | 'DAY';
  text: string;
}

/**
 * Reads lines `version; day; security; supported until; branch`, separated by semicolons, tabs or commas.
 *
 * @param mayBe whether a text is a version of the product
 */
export function readReleaseLines(
  text: string,
  mayBe: (number: string) => boolean,
): { rows: ReleaseLine[]; problems: ReleaseProblem[] } {
  const rows: ReleaseLine[] = [];
  const problems: ReleaseProblem[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (raw.trim() === '') continue;
    const separator = raw.includes('\t') ? '\t' : raw.includes(';') ? ';' : ',';
    const [number = '', releasedOn = '', security = '', until = '', branch = ''] = raw
      .split(separator)
      .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    // A line of headings.
    if (line === 1 && !/\d/.test(number)) continue;
    if (number === '' || releasedOn === '') problems.push({ line, code: 'COLUMNS', text: raw.slice(0, 80) });
    else if (number.length > 120 || !mayBe(number)) problems.push({ line, code: 'VERSION', text: number.slice(0, 80) });
    else if (!isDay(releasedOn)) problems.push({ line, code: 'DAY', text: releasedOn.slice(0, 80) });
    else if (until !== '' && !isDay(until)) problems.push({ line, code: 'DAY', text: until.slice(0, 80) });
    else
      rows.push({
        line,
        number,
        releasedOn,
        security: /^(1|yes|true|x|ja|security|sicherheit)$/i.test(security),
        supportedUntil: until === '' ? null : until,
        branch: branch.slice(0, 40),
      });
  }
  return { rows, problems };
}
