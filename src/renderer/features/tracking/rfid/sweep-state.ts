import type { AssetRow } from '#shared/features/assets/model.ts';
import type { IdentifiedTag, TagStanding } from '#shared/features/tracking/contract.ts';

/** What the backend tells of a sweep: every tag that changed since it told last, once. */
export interface SweepNotice {
  readonly reads: number;
  readonly tags: readonly { code: string; count: number; rssi: number | null; at: string }[];
}

export interface SeenTag {
  readonly code: string;
  readonly count: number;
  readonly rssi: number | null;
  readonly at: string;
  /** Null until the register has been asked. */
  readonly standing: TagStanding | null;
  readonly asset: AssetRow | null;
}

export interface SweepState {
  readonly reads: number;
  readonly tags: ReadonlyMap<string, SeenTag>;
  /** Reads that had been counted at some moments of the last seconds, for the pace; milliseconds. */
  readonly marks: readonly { at: number; reads: number }[];
  /** What the sweep that runs has counted; a sweep that begins anew counts from nothing. */
  readonly counted: number;
}

export const emptySweep: SweepState = { reads: 0, tags: new Map(), marks: [], counted: 0 };

/** The pace is that of this time. Milliseconds. */
const paceOver = 3000;

export function foldNotice(state: SweepState, notice: SweepNotice, now: number): SweepState {
  const tags = new Map(state.tags);
  for (const tag of notice.tags) {
    const before = tags.get(tag.code);
    tags.set(tag.code, {
      ...tag,
      count: Math.max(tag.count, before?.count ?? 0),
      standing: before?.standing ?? null,
      asset: before?.asset ?? null,
    });
  }
  const more = notice.reads >= state.counted ? notice.reads - state.counted : notice.reads;
  const reads = state.reads + more;
  const marks = [...state.marks.filter(({ at }) => now - at <= paceOver), { at: now, reads }];
  return { reads, tags, marks, counted: notice.reads };
}

export function withIdentities(state: SweepState, identified: readonly IdentifiedTag[]): SweepState {
  const tags = new Map(state.tags);
  for (const { code, standing, asset } of identified) {
    const tag = tags.get(code);
    if (tag !== undefined) tags.set(code, { ...tag, standing, asset });
  }
  return { ...state, tags };
}

/** Codes of which the register has not been asked yet, as many as one question takes. */
export function unidentified({ tags }: SweepState): string[] {
  const codes: string[] = [];
  for (const { code, standing } of tags.values()) {
    if (standing === null) codes.push(code);
    if (codes.length === 500) break;
  }
  return codes;
}

/** Reads a second over the last moments; 0 when nothing has come for that long. */
export function readsPerSecond({ marks }: SweepState, now: number): number {
  const recent = marks.filter(({ at }) => now - at <= paceOver);
  const [first] = recent;
  const last = recent.at(-1);
  if (first === undefined || last === undefined || last.at === first.at) return 0;
  return Math.round(((last.reads - first.reads) * 1000) / Math.max(now - first.at, 500));
}

export interface SweepSets {
  readonly found: readonly (SeenTag & { asset: AssetRow })[];
  /** Found, though their place is another one. */
  readonly elsewhere: readonly (SeenTag & { asset: AssetRow })[];
  readonly others: readonly SeenTag[];
  readonly missing: readonly AssetRow[];
}

/** What was read against what should be here; without an expectation everything that was found is right. */
export function setsOf({ tags }: SweepState, expected: readonly AssetRow[] | null): SweepSets {
  const known = [...tags.values()].filter((tag): tag is SeenTag & { asset: AssetRow } => tag.asset !== null);
  const others = [...tags.values()].filter(({ standing }) => standing !== null && standing !== 'asset');
  if (expected === null) return { found: known, elsewhere: [], others, missing: [] };
  const here = new Set(expected.map(({ id }) => id));
  const seen = new Set(known.map(({ asset }) => asset.id));
  return {
    found: known.filter(({ asset }) => here.has(asset.id)),
    elsewhere: known.filter(({ asset }) => !here.has(asset.id)),
    others,
    missing: expected.filter(({ id }) => !seen.has(id)),
  };
}
