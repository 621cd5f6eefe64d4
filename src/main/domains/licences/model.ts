import type { Day } from '#shared/primitives/days.ts';
import type { CoreRule, Metric, RightKind } from '#shared/features/software/metric.ts';

/** One edition in one version: what is installed and what is licensed. */
export interface Product {
  readonly id: number;
  /** Versions of one title and edition, between which maintenance carries rights on; null where it stands alone. */
  readonly line: string | null;
  readonly releasedOn: Day | null;
  /** Free software is listed and never netted. */
  readonly free: boolean;
  /** What it is counted by while nothing entitles to it. */
  readonly metric: Metric;
  /** Suites that it is part of. */
  readonly suites: readonly number[];
  /** Whether rights of one department may serve another. */
  readonly transferable: boolean;
}

/** Rights that were acquired together: one line of a purchase. */
export interface Lot {
  readonly id: number;
  readonly productId: number;
  readonly metric: Metric;
  readonly kind: RightKind;
  /** Rights, after packs were multiplied out; for OEM the bound devices count instead. */
  readonly quantity: number;
  readonly unlimited: boolean;
  /** First and last day, both included. */
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly maintenance: { readonly startsOn: Day; readonly endsOn: Day } | null;
  /** Older versions or lesser editions that it may be used for instead. */
  readonly downgradeTo: readonly number[];
  /** The product that an upgrade is worth nothing without. */
  readonly upgradesFrom: number | null;
  readonly boundTo: readonly number[];
  /** Place for which a right of a site holds. */
  readonly siteId: number | null;
  /** Department that bought it; null serves all. */
  readonly departmentId: number | null;
  /** Further devices of the same person that one right covers. */
  readonly secondaryUse: number;
  readonly installsPerRight: number;
  readonly rule: CoreRule;
  /** Rights are sold by this many, rounded up for each server. */
  readonly packSize: number;
}

export interface Allocation {
  readonly id: number;
  readonly lotId: number;
  readonly userId: number | null;
  readonly deviceId: number | null;
  readonly departmentId: number | null;
  readonly seats: number;
  /** Whether its holder still works here, or still is in use. */
  readonly active: boolean;
}

export interface Installation {
  readonly id: number;
  readonly productId: number;
  readonly deviceId: number;
  /** Whose device it is. */
  readonly userId: number | null;
  readonly usedOn: Day | null;
  /** Not to be licensed until the day, e.g. an evaluation; null holds for ever. */
  readonly exclusion: { readonly until: Day | null } | null;
}

/** The facts of a device that licences ask for. */
export interface Device {
  readonly id: number;
  /** A device consumes until it is sanitised or gone, in stock as well. */
  readonly counts: boolean;
  readonly departmentId: number | null;
  /** The place where it is and all around it. */
  readonly placeIds: readonly number[];
  readonly processors: number;
  readonly coresPerProcessor: number;
  /** Host of a virtual machine. */
  readonly hostId: number | null;
  /** Hosts that its virtual machines may move to, where they are not kept apart. */
  readonly reach: readonly number[];
  readonly coreFactor: number;
  readonly pvuPerCore: number;
}

/** A stretch of use: minutes since any common start, the end not included. */
export interface Session {
  readonly id: number;
  readonly productId: number;
  readonly userId: number | null;
  readonly deviceId: number | null;
  readonly from: number;
  readonly to: number;
  readonly tokens: number;
}

export interface Estate {
  readonly asOf: Day;
  /** The day since which use counts as use. */
  readonly usedSince: Day;
  readonly products: readonly Product[];
  readonly lots: readonly Lot[];
  readonly allocations: readonly Allocation[];
  readonly installations: readonly Installation[];
  readonly devices: readonly Device[];
  readonly sessions: readonly Session[];
  /** Refused checkouts in the period, by product. */
  readonly denials: ReadonlyMap<number, number>;
}

export type EvidenceKind = 'entitlement' | 'installation' | 'allocation' | 'session';
/** Rows that a number stands on. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly ids: readonly number[];
}

/** What a line of the arithmetic says; sentences are made of it elsewhere. */
export type LineCode =
  | 'LOT'
  | 'LOT_ENDED'
  | 'LOT_NOT_BEGUN'
  | 'LOT_UNLIMITED'
  | 'OEM_DEVICE_GONE'
  | 'UPGRADE_WITHOUT_BASE'
  | 'USED_AS_BASE'
  | 'DEMAND'
  | 'UNKNOWN_USERS'
  | 'ALLOCATED_NOT_INSTALLED'
  | 'PEAK'
  | 'COVERED_ELSEWHERE'
  | 'SERVES_ANOTHER'
  | 'WITH_SUITE'
  | 'SECONDARY_USE'
  | 'EXCLUDED'
  | 'FREE'
  | 'STRANDED';

/** One line: what it adds to the position, signed. The sum of all is the position. */
export interface Line {
  readonly code: LineCode;
  readonly units: number;
  /** Things behind it, e.g. devices or rows, where that is another number than the units. */
  readonly count: number;
  /** The product that the line is about beside its own. */
  readonly otherProductId: number | null;
  readonly evidence: Evidence;
}

export type Flag = 'DENIALS' | 'INACTIVE_HOLDERS' | 'SHORT_IN_A_DEPARTMENT';

export interface Position {
  readonly productId: number;
  readonly metric: Metric;
  /** Rights on paper whose term covers the day. */
  readonly entitled: number;
  /** Rights that are worth something: with a base, on a living device. */
  readonly effective: number;
  readonly unlimited: boolean;
  readonly allocated: number;
  /** Devices on which it is installed and has to be licensed. */
  readonly installed: number;
  /** Of these, used since the day. */
  readonly used: number;
  readonly demand: number;
  readonly available: number;
  readonly shortfall: number;
  readonly surplus: number;
  /** Rights left over, negative where some are missing; null where there is nothing to net. */
  readonly position: number | null;
  /** Seats of holders who are gone. */
  readonly reclaimable: number;
  /** Installations that nothing covers. */
  readonly uncovered: readonly number[];
  readonly flags: readonly Flag[];
  readonly lines: readonly Line[];
  /** By department, where rights belong to one. */
  readonly departments: readonly { readonly departmentId: number | null; readonly position: number }[];
}
