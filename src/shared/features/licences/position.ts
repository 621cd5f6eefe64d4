import * as z from 'zod';
import { day, id, instant, money, reference } from '#shared/rpc/fields.ts';
import { metrics } from '#shared/features/software/metric.ts';

export const lineCodes = [
  'LOT',
  'LOT_ENDED',
  'LOT_NOT_BEGUN',
  'LOT_UNLIMITED',
  'OEM_DEVICE_GONE',
  'UPGRADE_WITHOUT_BASE',
  'USED_AS_BASE',
  'DEMAND',
  'UNKNOWN_USERS',
  'ALLOCATED_NOT_INSTALLED',
  'PEAK',
  'COVERED_ELSEWHERE',
  'SERVES_ANOTHER',
  'WITH_SUITE',
  'SECONDARY_USE',
  'EXCLUDED',
  'FREE',
  'STRANDED',
] as const;
export const positionFlags = ['DENIALS', 'INACTIVE_HOLDERS', 'SHORT_IN_A_DEPARTMENT'] as const;
export const evidenceKinds = ['entitlement', 'installation', 'allocation', 'session'] as const;
export const evidence = z.object({ kind: z.enum(evidenceKinds), ids: z.array(id) });
export type Evidence = z.infer<typeof evidence>;

export const positionRow = z.object({
  product: reference,
  publisher: z.string().nullable(),
  metric: z.enum(metrics),
  free: z.boolean(),
  unlimited: z.boolean(),
  entitled: z.number().int(),
  effective: z.number().int(),
  allocated: z.number().int(),
  installed: z.number().int(),
  used: z.number().int(),
  demand: z.number().int(),
  available: z.number().int(),
  shortfall: z.number().int(),
  surplus: z.number().int(),
  /** Null where there is nothing to net: free of charge, or without a limit. */
  position: z.number().int().nullable(),
  reclaimable: z.number().int(),
  flags: z.array(z.enum(positionFlags)),
});
export type PositionRow = z.infer<typeof positionRow>;

/** How a position stands: what is free, or has no end, is not netted. */
export const positionStandings = ['short', 'even', 'surplus', 'not_netted'] as const;
export type PositionStanding = (typeof positionStandings)[number];

export function standingOf({
  position,
  shortfall,
  surplus,
}: Pick<PositionRow, 'position' | 'shortfall' | 'surplus'>): PositionStanding {
  if (position === null) return 'not_netted';
  if (shortfall > 0) return 'short';
  return surplus > 0 ? 'surplus' : 'even';
}

export const positionLine = z.object({
  code: z.enum(lineCodes),
  /** What it adds to the position; the sum of all lines is the position. */
  units: z.number().int(),
  count: z.number().int(),
  other: reference.nullable(),
  evidence,
});
export type PositionLine = z.infer<typeof positionLine>;

export const positionDetail = positionRow.extend({
  lines: z.array(positionLine),
  uncovered: z.array(id),
  departments: z.array(z.object({ department: reference.nullable(), position: z.number().int() })),
  /** Departments whose rights left over would cover what others lack. */
  transfers: z.array(z.object({ from: z.string(), to: z.string(), units: z.number().int() })),
});
export type PositionDetail = z.infer<typeof positionDetail>;

export const completeness = z.object({
  installations: z.number().int(),
  matched: z.number().int(),
  ignored: z.number().int(),
  unmatched: z.number().int(),
});

/** A row that a number stands on. */
export const evidenceRow = z.object({
  id,
  label: z.string(),
  detail: z.string(),
  asset: reference.extend({ tag: z.string() }).nullable(),
  person: reference.nullable(),
  day: day.nullable(),
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

export const findingKinds = [
  'unlicensed',
  'not_installed',
  'unused',
  'left',
  'gone',
  'expired',
  'over_allocated',
] as const;
export type FindingKind = (typeof findingKinds)[number];
/** Something that a check found, and what can be done about it by its key. */
export const finding = z.object({
  kind: z.enum(findingKinds),
  product: reference,
  /** What it is about: who or what holds the seat, or has the installation. */
  name: z.string(),
  asset: reference.extend({ tag: z.string() }).nullable(),
  person: reference.nullable(),
  installationId: id.nullable(),
  allocationId: id.nullable(),
  /** The last use, the last day, or the day of the seat. */
  day: day.nullable(),
});
export type Finding = z.infer<typeof finding>;

export const reportContent = z.object({
  asOf: day,
  unusedDays: z.number().int(),
  positions: z.array(positionRow),
  findings: z.array(finding),
  completeness,
});
export type ReportContent = z.infer<typeof reportContent>;
export const reportRow = z.object({
  id,
  number: z.number().int(),
  asOf: day,
  madeAt: instant,
  madeBy: z.string(),
  sha256: z.string(),
  short: z.number().int(),
  findings: z.number().int(),
});

export const harvestWhys = ['left', 'gone', 'expired', 'not_installed', 'unused'] as const;
export type HarvestWhy = (typeof harvestWhys)[number];

/** A seat that could be taken back. */
export const reclaimable = z.object({
  allocationId: id,
  product: reference,
  entitlement: reference,
  holder: z.string(),
  person: reference.nullable(),
  asset: reference.extend({ tag: z.string() }).nullable(),
  seats: z.number().int(),
  why: z.enum(harvestWhys),
  /** The last use that is known. */
  usedOn: day.nullable(),
  givenOn: day,
  /** What a seat costs in a year, or to buy where it is for good; null for whom costs are not shown. */
  saving: money.nullable(),
  yearly: z.boolean(),
  /** Announced already, and the day on which it takes effect. */
  announced: z.object({ id, takesEffectOn: day }).nullable(),
});
export type Reclaimable = z.infer<typeof reclaimable>;
