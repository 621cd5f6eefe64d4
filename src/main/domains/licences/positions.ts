import { metrics } from '#shared/features/software/metric.ts';
import type { Metric } from '#shared/features/software/metric.ts';
import { claimsOf } from './claims.ts';
import type { Claim } from './claims.ts';
import { positionOf } from './arithmetic.ts';
import { effectiveLots, inOrder } from './effective.ts';
import type { Effective } from './effective.ts';
import { Matching, rightsOf } from './match.ts';
import type { Allocation, Estate, Installation, Position, Product } from './model.ts';

/** Installations of a product on the day: which count, and why others do not. */
export interface Counted {
  readonly counting: readonly Installation[];
  readonly excluded: readonly Installation[];
  /** On a device that has the whole suite, which is licensed instead. */
  readonly withSuite: readonly Installation[];
}

const nothing: Counted = { counting: [], excluded: [], withSuite: [] };

function countInstallations(estate: Estate, products: ReadonlyMap<number, Product>): Map<number, Counted> {
  const devices = new Map(estate.devices.map((device) => [device.id, device]));
  const alive = estate.installations.filter(({ deviceId }) => devices.get(deviceId)?.counts !== false);
  const isExcluded = ({ exclusion }: Installation): boolean =>
    exclusion !== null && (exclusion.until === null || exclusion.until >= estate.asOf);
  const suiteIds = new Set([...products.values()].flatMap(({ suites }) => suites));
  const devicesWith = new Map([...suiteIds].map((id) => [id, new Set<number>()]));
  for (const row of alive)
    if (suiteIds.has(row.productId) && !isExcluded(row)) devicesWith.get(row.productId)?.add(row.deviceId);
  const result = new Map<number, Counted>();
  for (const [productId, rows] of Map.groupBy(alive, (row) => row.productId)) {
    const suites = products.get(productId)?.suites ?? [];
    const counting: Installation[] = [];
    const excluded: Installation[] = [];
    const withSuite: Installation[] = [];
    for (const row of rows) {
      if (isExcluded(row)) excluded.push(row);
      else if (suites.some((suite) => devicesWith.get(suite)?.has(row.deviceId) === true)) withSuite.push(row);
      else counting.push(row);
    }
    result.set(productId, { excluded, withSuite, counting });
  }
  return result;
}

/** The metrics that products are counted by: those of their own rights, else those of rights that may serve them. */
function metricsByProduct(products: readonly Product[], lots: readonly Effective[]): Map<number, readonly Metric[]> {
  const byProduct = new Map<number, Set<Metric>>();
  for (const { lot } of lots)
    for (const id of [lot.productId, ...lot.downgradeTo])
      byProduct.set(id, (byProduct.get(id) ?? new Set()).add(lot.metric));
  const byLine = new Map<string, Set<Metric>>();
  for (const { id, line } of products) {
    if (line === null) continue;
    for (const metric of byProduct.get(id) ?? []) byLine.set(line, (byLine.get(line) ?? new Set()).add(metric));
  }
  return new Map(
    products.map(({ id, line, suites, metric }) => {
      const near = [byLine.get(line ?? ''), ...suites.map((suite) => byProduct.get(suite))];
      const found = byProduct.get(id) ?? new Set(near.flatMap((own) => [...(own ?? [])]));
      return [id, found.size === 0 ? [metric] : metrics.filter((each) => found.has(each))];
    }),
  );
}

/**
 * The effective licence position of every product on a day, by each metric that it is licensed by. Pure: the same rows
 * in any order give the same numbers.
 */
export function positionsOf(estate: Estate): Position[] {
  const products = estate.products.toSorted((one, other) => one.id - other.id);
  const byId = new Map(products.map((product) => [product.id, product]));
  const devices = new Map(estate.devices.map((device) => [device.id, device]));
  const lots = effectiveLots(inOrder(estate.lots), estate.asOf, devices);
  const counted = countInstallations(estate, byId);
  const lotsOf = Map.groupBy(lots.values(), ({ lot }) => lot.productId);
  const allocationsOf = Map.groupBy(estate.allocations, ({ lotId }) => lots.get(lotId)?.lot.productId ?? 0);
  const sessionsOf = Map.groupBy(estate.sessions, ({ productId }) => productId);
  const ways = metricsByProduct(products, [...lots.values()]);
  const remaining = new Map(products.map(({ id }) => [id, (counted.get(id) ?? nothing).counting]));
  const claims = new Map<string, Claim[]>();

  for (const metric of metrics) {
    const round: Claim[] = [];
    const taking = products.filter(({ id, free }) => !free && ways.get(id)?.includes(metric) === true);
    for (const { id, suites } of taking) {
      const own = claimsOf({
        productId: id,
        metric,
        installations: remaining.get(id) ?? [],
        lots: (lotsOf.get(id) ?? []).filter(({ lot }) => lot.metric === metric),
        allocations: seatsFor([id, ...suites], allocationsOf, lots, metric),
        sessions: sessionsOf.get(id) ?? [],
        devices,
        asOf: estate.asOf,
      });
      claims.set(`${id} ${metric}`, own);
      for (const each of own) round.push(each);
    }
    if (round.length === 0) continue;
    new Matching(
      rightsOf(
        byId,
        [...lots.values()].filter(({ lot }) => lot.metric === metric),
      ),
    ).match(round);
    for (const { id } of taking) passOn(id, metric);
  }

  /** What no right of this metric covers waits for those of the next; the last one keeps what is left. */
  function passOn(id: number, metric: Metric): void {
    const own = claims.get(`${id} ${metric}`) ?? [];
    const isLast = ways.get(id)?.at(-1) === metric;
    if (isLast) return;
    const uncovered = own.filter(({ left, units, evidence }) => left === units && evidence.kind === 'installation');
    const ids = new Set(uncovered.flatMap(({ evidence }) => evidence.ids));
    remaining.set(
      id,
      (remaining.get(id) ?? []).filter((row) => ids.has(row.id)),
    );
    const waiting = new Set(uncovered);
    claims.set(
      `${id} ${metric}`,
      own.filter((each) => !waiting.has(each)),
    );
  }

  const served = Map.groupBy(
    [...claims.values()].flat().flatMap((claim) => claim.coveredBy.map(({ by, units }) => ({ claim, by, units }))),
    ({ by }) => by.lot.id,
  );
  return products.flatMap((product) =>
    (ways.get(product.id) ?? []).map((metric) =>
      positionOf({
        product,
        metric,
        counted: counted.get(product.id) ?? nothing,
        lots: (lotsOf.get(product.id) ?? []).filter(({ lot }) => lot.metric === metric),
        claims: claims.get(`${product.id} ${metric}`) ?? [],
        allocations: (allocationsOf.get(product.id) ?? []).filter(
          ({ lotId }) => lots.get(lotId)?.lot.metric === metric,
        ),
        served,
        usedSince: estate.usedSince,
        denials: estate.denials.get(product.id) ?? 0,
      }),
    ),
  );
}

/** Seats on rights of the product; those on a suite count for its parts as well. */
function seatsFor(
  [productId, ...suites]: readonly number[],
  allocationsOf: ReadonlyMap<number, readonly Allocation[]>,
  lots: ReadonlyMap<number, Effective>,
  metric: Metric,
): Allocation[] {
  const onMetric = ({ lotId }: Allocation): boolean => lots.get(lotId)?.lot.metric === metric;
  const own = (allocationsOf.get(productId ?? 0) ?? []).filter(onMetric);
  // A seat on the suite makes a claim on the suite, not on each of its parts.
  if (metric === 'named_user') return own;
  return [...own, ...suites.flatMap((suite) => (allocationsOf.get(suite) ?? []).filter(onMetric))];
}
