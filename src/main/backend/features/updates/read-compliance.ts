import { sql } from 'kysely';
import type { ComplianceRow, Counts, Grouping, SoftwareKind, TrackedProduct } from '#shared/features/updates/model.ts';
import type { Compliance } from '#shared/features/updates/scheme.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readVersionSeen } from '#backend/features/software/index.ts';
import { Judge, readWatched } from './read-watched.ts';
import { addCount, noCounts } from './rules.ts';

/** What is installed now on assets that are still ours. */
export const isInstalled = sql<boolean>`(installation.removed_on IS NULL
  AND asset.status NOT IN ('ordered', 'retiring', 'disposed'))`;

/** What one version of one product was seen as: all of these are judged alike. */
export const keyOfSeen = sql<string>`(installation.product_id || char(31) || installation.name || char(31)
  || coalesce(installation.software_version, '') || char(31) || coalesce(installation.rule_id, ''))`;

interface SeenGroup {
  key: string;
  product_id: number;
  name: string;
  publisher: string | null;
  software_version: string | null;
  rule_id: number | null;
  group_id: number | null;
  count: number;
}

const groupColumns = {
  product: sql`installation.product_id`,
  department: sql`asset.department_id`,
  place: sql`asset.place_id`,
  category: sql`asset.category_id`,
} as const;

async function countSeen(db: Db, by: Grouping): Promise<SeenGroup[]> {
  const { rows } = await sql<SeenGroup>`
    SELECT ${keyOfSeen} AS key, installation.product_id, installation.name, min(installation.publisher) AS publisher,
      installation.software_version, installation.rule_id, ${groupColumns[by]} AS group_id, count(*) AS count
    FROM tracked_product AS tracked
      JOIN installation ON installation.product_id = tracked.product_id
      JOIN asset ON asset.id = installation.asset_id
    WHERE tracked.archived_at IS NULL AND ${isInstalled}
    GROUP BY installation.product_id, installation.name, installation.software_version, installation.rule_id,
      ${groupColumns[by]}`.execute(rawExecutor(db));
  return rows;
}

/** Keys of what was seen and stands in one of these states. */
export async function keysIn(db: Db, states: readonly Compliance[], today: Day): Promise<string[]> {
  const judge = new Judge(await readWatched(db, today), today);
  const versionOf = await readVersionSeen(db);
  const groups = await countSeen(db, 'product');
  return groups
    .filter((group) => states.includes(judge.verdictOf(group.product_id, versionOf(group)).compliance))
    .map(({ key }) => key);
}

const tableOf = {
  product: 'software_product',
  department: 'department',
  place: 'place',
  category: 'category',
} as const;

async function namesOf(db: Db, by: Grouping): Promise<Map<number, string>> {
  const rows = await db.selectFrom(tableOf[by]).select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface Asked {
  by: Grouping;
  productId?: number | undefined;
  kind?: SoftwareKind | undefined;
}

const totalOf = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** How many installations stand where; those with the most that are not current come first. */
export async function readCompliance(
  db: Db,
  { by, productId, kind }: Asked,
  today: Day,
): Promise<{ rows: ComplianceRow[]; total: ComplianceRow }> {
  const watched = await readWatched(db, today);
  const judge = new Judge(watched, today);
  const versionOf = await readVersionSeen(db);
  const names = await namesOf(db, by);
  const groups = new Map<number | null, Counts>();
  if (by === 'product')
    for (const product of watched.values())
      if ((kind === undefined || product.kind === kind) && (productId === undefined || product.id === productId))
        groups.set(product.id, noCounts());
  const whole = noCounts();
  for (const seen of await countSeen(db, by)) {
    if (productId !== undefined && seen.product_id !== productId) continue;
    if (kind !== undefined && watched.get(seen.product_id)?.kind !== kind) continue;
    const counts = groups.get(seen.group_id) ?? noCounts();
    groups.set(seen.group_id, counts);
    const { compliance } = judge.verdictOf(seen.product_id, versionOf(seen));
    addCount(counts, compliance, seen.count);
    addCount(whole, compliance, seen.count);
  }
  const rows = [...groups].map(([id, counts]) => ({
    id,
    name: id === null ? null : (names.get(id) ?? null),
    counts,
    total: totalOf(counts),
  }));
  const pressing = ({ counts, total }: ComplianceRow) => total - counts.current;
  return {
    rows: rows.toSorted(
      (one, other) => pressing(other) - pressing(one) || (one.name ?? '').localeCompare(other.name ?? '', 'en'),
    ),
    total: { id: null, name: null, counts: whole, total: totalOf(whole) },
  };
}

/** Watched products with where their installations stand: operating systems first, then security software. */
export async function listTracked(db: Db, today: Day): Promise<TrackedProduct[]> {
  const { rows } = await readCompliance(db, { by: 'product' }, today);
  const counts = new Map(rows.map((row) => [row.id, row.counts]));
  const order = { os: 0, security: 1, application: 2 } as const;
  return [...(await readWatched(db, today)).values()]
    .toSorted((one, other) => order[one.kind] - order[other.kind] || one.name.localeCompare(other.name, 'en'))
    .map(({ id, name, publisher, kind, scheme, target, targetId, version }) => ({
      id,
      name,
      publisher,
      kind,
      scheme,
      target: target === null ? null : { id: target.id, number: target.version, chosen: target.id === targetId },
      counts: counts.get(id) ?? noCounts(),
      version,
    }));
}

/** Products that nobody watches, those on the most assets first. */
export async function listCandidates(db: Db) {
  const { rows } = await sql<{ id: number; name: string; installed: number }>`
    SELECT product.id, product.name, count(installation.id) AS installed
    FROM software_product AS product
      LEFT JOIN installation ON installation.product_id = product.id AND installation.removed_on IS NULL
    WHERE product.archived_at IS NULL AND NOT EXISTS (SELECT 1 FROM tracked_product AS tracked
      WHERE tracked.product_id = product.id AND tracked.archived_at IS NULL)
    GROUP BY product.id ORDER BY installed DESC, product.name COLLATE NOCASE LIMIT 1000`.execute(rawExecutor(db));
  return rows;
}
