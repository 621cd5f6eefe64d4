import type { Metric } from '#shared/features/software/metric.ts';
import type { Claim } from './claims.ts';
import type { Effective } from './effective.ts';
import type { Allocation, Evidence, EvidenceKind, Flag, Installation, Line, Position, Product } from './model.ts';

/** Rights of a lot that a claim took. */
export interface Served {
  readonly claim: Claim;
  readonly by: Effective;
  readonly units: number;
}

interface Basis {
  readonly product: Product;
  readonly metric: Metric;
  readonly counted: {
    readonly counting: readonly Installation[];
    readonly excluded: readonly Installation[];
    readonly withSuite: readonly Installation[];
  };
  readonly lots: readonly Effective[];
  readonly claims: readonly Claim[];
  readonly allocations: readonly Allocation[];
  /** By lot. */
  readonly served: ReadonlyMap<number, readonly Served[]>;
  readonly usedSince: string;
  readonly denials: number;
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

function evidenceOf(claims: readonly Claim[], kind: EvidenceKind): Evidence {
  return { kind, ids: claims.flatMap(({ evidence }) => evidence.ids) };
}

function lineOf(code: Line['code'], units: number, count: number, evidence: Evidence, otherProductId?: number): Line {
  return { code, units, count, otherProductId: otherProductId ?? null, evidence };
}

function demandLines(claims: readonly Claim[]): Line[] {
  const kinds = { DEMAND: 'installation', UNKNOWN_USERS: 'installation', PEAK: 'session' } as const;
  return (['DEMAND', 'UNKNOWN_USERS', 'ALLOCATED_NOT_INSTALLED', 'PEAK'] as const).flatMap((code) => {
    const own = claims.filter((claim) => claim.code === code);
    if (own.length === 0) return [];
    const kind = code === 'ALLOCATED_NOT_INSTALLED' ? 'allocation' : (own[0]?.evidence.kind ?? kinds[code]);
    const evidence = evidenceOf(own, kind);
    return [lineOf(code, -sum(own, ({ units }) => units), evidence.ids.length, evidence)];
  });
}

/** What claims on this product took from rights of others. */
function elsewhereLines({ product }: Basis, claims: readonly Claim[]): Line[] {
  const taken = claims.flatMap((claim) =>
    claim.coveredBy.filter(({ by }) => by.lot.productId !== product.id).map(({ by, units }) => ({ claim, by, units })),
  );
  return [...Map.groupBy(taken, ({ by }) => by.lot.productId)].map(([other, own]) => {
    const ids = [...new Set(own.map(({ by }) => by.lot.id))];
    return lineOf(
      'COVERED_ELSEWHERE',
      sum(own, ({ units }) => units),
      own.length,
      { kind: 'entitlement', ids },
      other,
    );
  });
}

/** What claims on other products took from rights of this one. */
function servingLines({ product, lots, served }: Basis): Line[] {
  const given = lots.flatMap(({ lot }) =>
    (served.get(lot.id) ?? []).filter(({ claim }) => claim.productId !== product.id),
  );
  return [...Map.groupBy(given, ({ claim }) => claim.productId)].map(([other, own]) => {
    const claims = [...new Set(own.map(({ claim }) => claim))];
    const kind = claims[0]?.evidence.kind ?? 'installation';
    return lineOf('SERVES_ANOTHER', -sum(own, ({ units }) => units), claims.length, evidenceOf(claims, kind), other);
  });
}

function remarkLines({ counted, product }: Basis, claims: readonly Claim[]): Line[] {
  const rows = (list: readonly Installation[]): Evidence => ({ kind: 'installation', ids: list.map(({ id }) => id) });
  const riding = claims.filter(({ rides }) => rides);
  const rides = sum(riding, ({ units, coveredBy }) => units - sum(coveredBy, (each) => each.units));
  return [
    ...(riding.length === 0 ? [] : [lineOf('SECONDARY_USE', rides, riding.length, evidenceOf(riding, 'installation'))]),
    ...(counted.withSuite.length === 0
      ? []
      : [lineOf('WITH_SUITE', 0, counted.withSuite.length, rows(counted.withSuite), product.suites[0])]),
    ...(counted.excluded.length === 0 ? [] : [lineOf('EXCLUDED', 0, counted.excluded.length, rows(counted.excluded))]),
  ];
}

/** Rights that are there and can't be used for what is missing: of another department, bound to a device. */
function strandedOf(lots: readonly Effective[], uncovered: number): Line[] {
  const stranded = lots.filter(({ lot, free }) => free > 0 && free < Infinity && (uncovered > 0 || lot.kind === 'oem'));
  if (stranded.length === 0) return [];
  const units = sum(stranded, ({ free }) => free);
  return [lineOf('STRANDED', -units, units, { kind: 'entitlement', ids: stranded.map(({ lot }) => lot.id) })];
}

/** By department: its own rights less what its own devices need of them. */
function departmentsOf({ lots, claims }: Basis): Position['departments'] {
  const ids = [...new Set(lots.map(({ lot }) => lot.departmentId))].filter((id) => id !== null);
  return ids.map((departmentId) => {
    const rights = sum(lots, ({ lot, effective }) => (lot.departmentId === departmentId ? effective : 0));
    const need = sum(claims, (claim) => {
      if (claim.departmentId !== departmentId || claim.rides) return 0;
      return claim.units - sum(claim.coveredBy, ({ by, units }) => (by.lot.departmentId === null ? units : 0));
    });
    return { departmentId, position: rights - need };
  });
}

/** Seats whose holder does not claim them; named seats are claimed by being held. */
function idleSeats({ metric, lots, served, allocations }: Basis): number {
  if (metric === 'named_user') return 0;
  const taken = sum(lots, ({ lot }) =>
    sum(served.get(lot.id) ?? [], ({ claim, units }) => (claim.seatsOn.includes(lot.id) ? units : 0)),
  );
  return Math.max(0, sum(allocations, ({ seats }) => seats) - taken);
}

function flagsOf({ denials }: Basis, reclaimable: number, departments: Position['departments']): Flag[] {
  return [
    ...(denials > 0 ? (['DENIALS'] as const) : []),
    ...(reclaimable > 0 ? (['INACTIVE_HOLDERS'] as const) : []),
    ...(departments.some(({ position }) => position < 0) ? (['SHORT_IN_A_DEPARTMENT'] as const) : []),
  ];
}

function devicesOf(rows: readonly Installation[]): number {
  return new Set(rows.map(({ deviceId }) => deviceId)).size;
}

/** One row of the licence position with the arithmetic behind it. */
export function positionOf(basis: Basis): Position {
  const { product, metric, lots, claims, allocations, counted, usedSince } = basis;
  const unlimited = lots.some(({ free }) => free === Infinity);
  const entitled = sum(lots, (each) => each.entitled);
  const effective = sum(lots, (each) => each.effective);
  const open = claims.filter(({ left }) => left > 0);
  const uncovered = sum(open, ({ left }) => left);
  const lines: Line[] = product.free
    ? [lineOf('FREE', 0, counted.counting.length, { kind: 'installation', ids: counted.counting.map(({ id }) => id) })]
    : [
        ...lots.flatMap((each) => each.lines),
        ...demandLines(claims),
        ...elsewhereLines(basis, claims),
        ...servingLines(basis),
        ...remarkLines(basis, claims),
        ...(unlimited ? [] : strandedOf(lots, uncovered)),
      ];
  const stranded = -sum(lines, ({ code, units }) => (code === 'STRANDED' ? units : 0));
  const position = unlimited || product.free ? null : sum(lines, ({ units }) => units);
  const reclaimable = sum(allocations, ({ active, seats }) => (active ? 0 : seats));
  const departments = departmentsOf(basis);
  return {
    productId: product.id,
    metric,
    entitled,
    effective,
    unlimited,
    allocated: sum(allocations, ({ seats }) => seats),
    installed: devicesOf([...counted.counting, ...counted.withSuite]),
    used: devicesOf(counted.counting.filter(({ usedOn }) => usedOn !== null && usedOn >= usedSince)),
    demand: unlimited ? sum(claims, ({ units }) => units) : effective - stranded - (position ?? effective),
    available: unlimited ? 0 : Math.max(0, Math.max(0, position ?? 0) - idleSeats(basis)),
    shortfall: Math.max(0, -(position ?? 0)),
    surplus: Math.max(0, position ?? 0),
    position: position === 0 ? 0 : position,
    reclaimable,
    uncovered: open.flatMap(({ evidence }) => (evidence.kind === 'installation' ? evidence.ids : [])),
    flags: flagsOf(basis, reclaimable, departments),
    lines,
    departments,
  };
}
