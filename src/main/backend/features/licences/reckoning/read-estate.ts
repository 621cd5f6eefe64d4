import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { CoreRule, Metric, RightKind } from '#shared/features/software/metric.ts';
import type { Allocation, Device, Estate, Installation, Lot, Product, Session } from '#domains/licences/index.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

async function all<Row>(db: Db, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(rawExecutor(db))).rows;
}

/** The facts of a day from which licence positions are reckoned. */
export interface ReadEstate extends Estate {
  /** The entitlement that each lot, which is one of its terms, belongs to. */
  readonly entitlementOf: ReadonlyMap<number, number>;
  readonly names: ReadonlyMap<number, { name: string; publisher: string | null; free: boolean }>;
}

/** Everything that was so on the day: what was written down later about that day counts, what happened later does not. */
export async function readEstate(db: Db, asOf: Day, unusedDays: number): Promise<ReadEstate> {
  const usedSince = addDays(asOf, -unusedDays);
  const end = `${asOf}T23:59:59.999Z`;
  const { products, names } = await readProducts(db);
  const { lots, entitlementOf } = await readLots(db, asOf);
  const lotsOf = Map.groupBy(lots, ({ id }) => entitlementOf.get(id) ?? 0);
  const { sessions, denials } = await readSessions(db, usedSince, asOf);
  return {
    asOf,
    usedSince,
    products,
    names,
    lots,
    entitlementOf,
    allocations: await readAllocations(db, asOf, end, lotsOf),
    installations: await readInstallations(db, asOf, end),
    devices: await readDevices(db, end),
    sessions,
    denials,
  };
}

interface ProductRow {
  id: number;
  name: string;
  publisher: string | null;
  title: string;
  edition: string;
  released_on: string | null;
  free: number;
  metric: Metric;
  transferable: number;
}

async function readProducts(db: Db): Promise<{ products: Product[]; names: ReadEstate['names'] }> {
  const rows = await all(
    db,
    sql<ProductRow>`SELECT product.id, product.name, manufacturer.name AS publisher, title, edition, released_on, free, metric, transferable
      FROM software_product AS product LEFT JOIN manufacturer ON manufacturer.id = product.publisher_id
      WHERE archived_at IS NULL`,
  );
  const parts = await db.selectFrom('software_part').selectAll().execute();
  const suites = Map.groupBy(parts, ({ part_id: part }) => part);
  return {
    products: rows.map((row) => ({
      id: row.id,
      line: row.title === '' ? null : `${row.title.toLowerCase()}|${row.edition.toLowerCase()}`,
      releasedOn: row.released_on,
      free: row.free === 1,
      metric: row.metric,
      suites: (suites.get(row.id) ?? []).map(({ suite_id: suite }) => suite),
      transferable: row.transferable === 1,
    })),
    names: new Map(rows.map(({ id, name, publisher, free }) => [id, { name, publisher, free: free === 1 }])),
  };
}

interface TermRow {
  id: number;
  entitlement_id: number;
  starts_on: string;
  ends_on: string | null;
  ended_on: string | null;
  quantity: number;
  units_per_pack: number;
  product_id: number;
  metric: Metric;
  kind: RightKind;
  unlimited: number;
  maintenance_from: string | null;
  maintenance_until: string | null;
  downgrade: number;
  upgrades_from_id: number | null;
  site_id: number | null;
  department_id: number | null;
  secondary_use: number;
  installs_per_right: number;
  core_rule: CoreRule;
  core_pack: number;
}

/** Terms of entitlements; one that another has followed says nothing any more. */
async function readLots(db: Db, asOf: Day): Promise<{ lots: Lot[]; entitlementOf: Map<number, number> }> {
  const rows = await all(
    db,
    sql<TermRow>`SELECT term.id, term.entitlement_id, term.starts_on, term.ends_on, term.quantity, entitlement.ended_on,
        units_per_pack, product_id, metric, kind, unlimited, maintenance_from, maintenance_until, downgrade, upgrades_from_id,
        site_id, department_id, secondary_use, installs_per_right, core_rule, core_pack
      FROM entitlement_term AS term JOIN entitlement ON entitlement.id = term.entitlement_id
      WHERE coalesce(term.ends_on, '9999-12-31') >= ${asOf} OR NOT EXISTS (SELECT 1 FROM entitlement_term AS later
        WHERE later.entitlement_id = term.entitlement_id AND later.starts_on > term.starts_on AND later.starts_on <= ${asOf})`,
  );
  const downgrades = Map.groupBy(
    await db.selectFrom('software_downgrade').selectAll().execute(),
    (row) => row.product_id,
  );
  const bound = Map.groupBy(
    await db.selectFrom('entitlement_device').selectAll().execute(),
    (row) => row.entitlement_id,
  );
  const earlier = (one: string | null, other: string | null): string | null =>
    one === null ? other : other === null || one < other ? one : other;
  return {
    lots: rows.map((row) => ({
      id: row.id,
      productId: row.product_id,
      metric: row.metric,
      kind: row.kind,
      quantity: row.quantity * row.units_per_pack,
      unlimited: row.unlimited === 1,
      startsOn: row.starts_on,
      endsOn: earlier(row.ends_on, row.ended_on),
      maintenance:
        row.maintenance_from === null || row.maintenance_until === null
          ? null
          : { startsOn: row.maintenance_from, endsOn: row.maintenance_until },
      downgradeTo: row.downgrade === 1 ? (downgrades.get(row.product_id) ?? []).map(({ to_id: older }) => older) : [],
      upgradesFrom: row.upgrades_from_id,
      boundTo: (bound.get(row.entitlement_id) ?? []).map(({ asset_id: asset }) => asset),
      siteId: row.site_id,
      departmentId: row.department_id,
      secondaryUse: row.secondary_use,
      installsPerRight: row.installs_per_right,
      rule: row.core_rule,
      packSize: row.core_pack,
    })),
    entitlementOf: new Map(rows.map((row) => [row.id, row.entitlement_id])),
  };
}

/** Seats hang on the term that covers the day, else on the last one. */
async function readAllocations(
  db: Db,
  asOf: Day,
  end: string,
  lotsOf: ReadonlyMap<number, readonly Lot[]>,
): Promise<Allocation[]> {
  const rows = await all(
    db,
    sql<{
      id: number;
      entitlement_id: number;
      person_id: number | null;
      asset_id: number | null;
      department_id: number | null;
      seats: number;
      gone: number;
    }>`SELECT allocation.id, entitlement_id, person_id, allocation.asset_id, allocation.department_id, seats,
        coalesce(person.archived_at <= ${end} OR person.ends_on < ${asOf}, 0) OR coalesce(allocation.until < ${asOf}, 0)
          OR coalesce(asset.status IN ('lost', 'stolen', 'retiring', 'disposed'), 0) AS gone
      FROM allocation LEFT JOIN person ON person.id = person_id LEFT JOIN asset ON asset.id = allocation.asset_id
      WHERE given_at <= ${end} AND (released_at IS NULL OR released_at > ${end})`,
  );
  const lotOf = (entitlementId: number): number => {
    const own = lotsOf.get(entitlementId) ?? [];
    const covers = ({ startsOn, endsOn }: Lot): boolean => (startsOn ?? '') <= asOf && (endsOn ?? '9999-12-31') >= asOf;
    return (own.find(covers) ?? own.at(-1))?.id ?? 0;
  };
  return rows.map((row) => ({
    id: row.id,
    lotId: lotOf(row.entitlement_id),
    userId: row.person_id,
    deviceId: row.asset_id,
    departmentId: row.department_id,
    seats: row.seats,
    active: row.gone === 0,
  }));
}

async function readInstallations(db: Db, asOf: Day, end: string): Promise<Installation[]> {
  const rows = await all(
    db,
    sql<{
      id: number;
      product_id: number;
      asset_id: number;
      person_id: number | null;
      used_on: string | null;
      excluded_because: string | null;
      excluded_until: string | null;
    }>`SELECT installation.id, product_id, installation.asset_id, holder.person_id, used_on, excluded_because, excluded_until
      FROM installation LEFT JOIN custody AS holder ON holder.asset_id = installation.asset_id AND holder.reversed = 0
        AND holder.person_id IS NOT NULL AND holder.started_at <= ${end}
        AND (holder.ended_at IS NULL OR holder.ended_at > ${end})
      WHERE product_id IS NOT NULL AND first_seen_on <= ${asOf} AND (removed_on IS NULL OR removed_on > ${asOf})
      ORDER BY installation.id`,
  );
  return rows.map((row) => ({
    id: row.id,
    productId: row.product_id,
    deviceId: row.asset_id,
    userId: row.person_id,
    usedOn: row.used_on,
    exclusion: row.excluded_because === null ? null : { until: row.excluded_until },
  }));
}

/** Processor value units of a core whose own are not filled in: more than most servers count, so that nothing looks covered that may not be. */
const usualPvu = 100;

interface DeviceRow {
  id: number;
  counts: number;
  department_id: number | null;
  place_id: number | null;
  host_id: number | null;
  cores: number | null;
  processors: number | null;
  core_factor: number | null;
  pvu: number | null;
}

/** Devices that have software, and the hosts of those that are virtual. */
async function readDevices(db: Db, end: string): Promise<Device[]> {
  // By the keys of the catalogue: whatever a department calls these fields, they are the same.
  const number = (key: string) => sql<
    number | null
  >`(SELECT number_value FROM field_value JOIN field ON field.id = field_value.field_id
    WHERE field_value.asset_id = asset.id AND field.key = ${key} AND number_value IS NOT NULL LIMIT 1)`;
  const rows = await all(
    db,
    sql<DeviceRow>`SELECT asset.id, asset.department_id, place_id,
        status NOT IN ('disposed', 'lost', 'stolen') OR coalesce((SELECT max(at) FROM movement
          WHERE movement.asset_id = asset.id AND to_text = asset.status), '') > ${end} AS counts,
        (SELECT target_id FROM asset_relation WHERE source_id = asset.id AND type = 'runs_on' AND removed_at IS NULL LIMIT 1) AS host_id,
        coalesce(${number('server.cores')}, ${number('virtual-machine.vcpu')}) AS cores,
        ${number('server.processors')} AS processors, ${number('server.core_factor')} AS core_factor,
        ${number('server.pvu')} AS pvu
      FROM asset WHERE id IN (SELECT asset_id FROM installation UNION SELECT asset_id FROM entitlement_device
        UNION SELECT target_id FROM asset_relation WHERE type = 'runs_on' AND removed_at IS NULL)`,
  );
  const above = await placesAbove(db);
  return rows.map((row) => {
    const processors = Math.max(1, Math.round(row.processors ?? 1));
    return {
      id: row.id,
      counts: row.counts === 1,
      departmentId: row.department_id,
      placeIds: row.place_id === null ? [] : (above.get(row.place_id) ?? []),
      processors,
      coresPerProcessor: Math.max(1, Math.ceil((row.cores ?? 1) / processors)),
      hostId: row.host_id,
      reach: [],
      coreFactor: row.core_factor ?? 1,
      pvuPerCore: row.pvu ?? usualPvu,
    };
  });
}

async function placesAbove(db: Db): Promise<Map<number, number[]>> {
  const rows = await db.selectFrom('place').select(['id', 'parent_id']).execute();
  const parents = new Map(rows.map(({ id, parent_id: parent }) => [id, parent]));
  return new Map(
    rows.map(({ id }) => {
      const path: number[] = [];
      for (let at: number | null = id; at !== null && path.length < 50; at = parents.get(at) ?? null) path.push(at);
      return [id, path];
    }),
  );
}

async function readSessions(
  db: Db,
  since: Day,
  asOf: Day,
): Promise<{ sessions: Session[]; denials: Map<number, number> }> {
  const rows = await db
    .selectFrom('software_session')
    .selectAll()
    .where('started_at', '>=', `${since}T00:00:00.000Z`)
    .where('started_at', '<=', `${asOf}T23:59:59.999Z`)
    .execute();
  const minutes = (instant: string): number => Date.parse(instant) / 60_000;
  const denials = new Map<number, number>();
  for (const row of rows) if (row.refused === 1) denials.set(row.product_id, (denials.get(row.product_id) ?? 0) + 1);
  return {
    denials,
    sessions: rows
      .filter(({ refused }) => refused === 0)
      .map((row) => ({
        id: row.id,
        productId: row.product_id,
        userId: row.person_id,
        deviceId: row.asset_id,
        from: minutes(row.started_at),
        to: minutes(row.ended_at),
        tokens: row.tokens,
      })),
  };
}
