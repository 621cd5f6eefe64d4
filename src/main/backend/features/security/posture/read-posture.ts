import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { PostureStanding } from '#shared/features/security/contract.ts';
import { afterReading, nothingKnown, scorePosture, summarise } from '#shared/features/security/posture.ts';
import type {
  AssetPosture,
  PostureFacts,
  PosturePolicy,
  PostureRow,
  PostureSummary,
  TrendPoint,
} from '#shared/features/security/posture.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import type { PostureReadingTable } from '../tables.ts';
import { readPolicy } from './policy.ts';

type Reading = Pick<
  Selectable<PostureReadingTable>,
  | 'asset_id'
  | 'taken_on'
  | 'encryption'
  | 'antivirus'
  | 'patched_on'
  | 'patch_level'
  | 'mdm'
  | 'screen_lock'
  | 'contact_on'
>;

const factsOf = (row: Reading): PostureFacts => ({
  encryption: row.encryption,
  antivirus: row.antivirus,
  patchedOn: row.patched_on,
  patchLevel: row.patch_level,
  mdm: row.mdm,
  screenLock: row.screen_lock,
  contactOn: row.contact_on,
});

const columns = [
  'asset_id',
  'taken_on',
  'encryption',
  'antivirus',
  'patched_on',
  'patch_level',
  'mdm',
  'screen_lock',
  'contact_on',
] as const;

interface Device {
  id: number;
  tag: string;
  name: string;
  category: string;
  custodian: string | null;
}

/** Devices that are judged: those in service of the chosen categories, or all that hold data. */
async function listDevices(db: Db, { categoryIds }: PosturePolicy): Promise<Device[]> {
  const chosen = JSON.stringify(categoryIds);
  const { rows } = await sql<Device>`
    WITH RECURSIVE kind (id) AS (
      SELECT id FROM category WHERE CASE ${categoryIds.length} WHEN 0 THEN holds_data = 1
        ELSE id IN (SELECT value FROM json_each(${chosen})) END
      UNION SELECT category.id FROM category JOIN kind ON category.parent_id = kind.id
    )
    SELECT asset.id, asset.tag, asset.name, category.name AS category, coalesce(person.name, department.name) AS custodian
    FROM asset JOIN category ON category.id = asset.category_id
    LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
    LEFT JOIN person ON person.id = custody.person_id
    LEFT JOIN department ON department.id = custody.department_id
    WHERE asset.category_id IN (SELECT id FROM kind)
      AND asset.status NOT IN ('ordered', 'retiring', 'disposed', 'lost', 'stolen', 'missing')
    ORDER BY asset.tag`.execute(rawExecutor(db));
  return rows;
}

interface Known {
  facts: PostureFacts;
  readOn: Day;
}

/** What is known of every device that was ever read. */
async function readKnown(db: Db): Promise<Map<number, Known>> {
  const rows = await db.selectFrom('posture_reading').select(columns).orderBy('taken_on').orderBy('id').execute();
  const known = new Map<number, Known>();
  for (const row of rows) {
    const facts = afterReading(known.get(row.asset_id)?.facts ?? nothingKnown, factsOf(row));
    known.set(row.asset_id, { facts, readOn: row.taken_on });
  }
  return known;
}

/** All devices with their scores of today, the worst first; of which nothing is known, last. */
async function scoreDevices(db: Db, today: Day): Promise<PostureRow[]> {
  const { policy } = await readPolicy(db);
  const known = await readKnown(db);
  const rows = (await listDevices(db, policy)).map(({ id, tag, name, category, custodian }) => {
    const { facts, readOn } = known.get(id) ?? { facts: nothingKnown, readOn: null };
    const scored = scorePosture(facts, policy, today);
    return { asset: { id, tag, name }, category, custodian, ...scored, contactOn: facts.contactOn, readOn };
  });
  return rows.toSorted((one, other) => (one.score ?? 101) - (other.score ?? 101));
}

const fits: Readonly<Record<PostureStanding, (row: PostureRow) => boolean>> = {
  all: () => true,
  failing: ({ compliant, score }) => !compliant && score !== null,
  silent: ({ score }) => score === null,
  compliant: ({ compliant }) => compliant,
};

interface ListedPosture {
  standing: PostureStanding;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export async function listPosture(db: Db, { standing, search = '', cursor = '0', limit }: ListedPosture, today: Day) {
  const words = search.toLowerCase();
  const rows = (await scoreDevices(db, today)).filter(
    (row) =>
      fits[standing](row) &&
      [row.asset.tag, row.asset.name, row.category, row.custodian ?? ''].some((text) =>
        text.toLowerCase().includes(words),
      ),
  );
  const from = Number(cursor);
  const next = from + limit;
  return {
    rows: rows.slice(from, next),
    nextCursor: next < rows.length ? String(next) : null,
    total: rows.length,
    totalIsExact: true,
  };
}

export async function readSummary(db: Db, today: Day): Promise<PostureSummary> {
  return summarise(await scoreDevices(db, today));
}

const points = 13;

/** How all devices of today stood on some days before, by what was known on each of them. */
export async function readTrend(db: Db, { days }: { days: number }, today: Day): Promise<TrendPoint[]> {
  const { policy } = await readPolicy(db);
  const devices = (await listDevices(db, policy)).map(({ id }) => id);
  const rows = await db.selectFrom('posture_reading').select(columns).orderBy('taken_on').orderBy('id').execute();
  const known = new Map<number, PostureFacts>();
  let next = 0;
  return Array.from({ length: points }, (_, index) => {
    const day = addDays(today, -Math.round((days * (points - 1 - index)) / (points - 1)));
    for (let row = rows[next]; row !== undefined && row.taken_on <= day; row = rows[next]) {
      known.set(row.asset_id, afterReading(known.get(row.asset_id) ?? nothingKnown, factsOf(row)));
      next += 1;
    }
    const scored = devices.flatMap((id) => {
      const facts = known.get(id);
      return facts === undefined ? [] : [scorePosture(facts, policy, day)];
    });
    const sum = summarise(scored);
    const share = scored.length === 0 ? null : Math.round((sum.compliant * 100) / scored.length);
    return { day, average: sum.average, compliantPercent: share };
  });
}

/** How one device stands, by what, and how it came to that. */
export async function readAssetPosture(db: Db, { assetId }: { assetId: number }, today: Day): Promise<AssetPosture> {
  await getAssetRow(db, assetId, false);
  const { policy, version } = await readPolicy(db);
  const rows = await db
    .selectFrom('posture_reading')
    .innerJoin('operator', 'operator.id', 'recorded_by')
    .selectAll('posture_reading')
    .select('display_name')
    .where('asset_id', '=', assetId)
    .orderBy('taken_on')
    .orderBy('posture_reading.id')
    .execute();
  let facts = nothingKnown;
  const trend = rows.map((row) => {
    facts = afterReading(facts, factsOf(row));
    return { day: row.taken_on, score: scorePosture(facts, policy, row.taken_on).score };
  });
  return {
    ...scorePosture(facts, policy, today),
    inScope: (await listDevices(db, policy)).some(({ id }) => id === assetId),
    facts,
    policyVersion: version,
    trend,
    readings: rows.toReversed().map((row) => ({
      id: row.id,
      takenOn: row.taken_on,
      source: row.source,
      by: row.display_name,
      ...factsOf(row),
    })),
  };
}
