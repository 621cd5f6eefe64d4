import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { PostureStanding } from '#shared/features/security/contract.ts';
import {
  afterReading,
  nothingKnown,
  postureChecks,
  scorePosture,
  summarise,
} from '#shared/features/security/posture.ts';
import type {
  AssetPosture,
  PostureCheck,
  PostureFacts,
  PosturePolicy,
  PostureRow,
  PostureSummary,
  TrendPoint,
} from '#shared/features/security/posture.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { getAssetRow, portionsOfRegister } from '#backend/features/assets/index.ts';
import type { PostureReadingTable } from '../tables.ts';
import { askedBy, countOfCheck, judgedDevices } from './judged-devices.ts';
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

const factsOf = (row: Omit<Reading, 'asset_id' | 'taken_on'>): PostureFacts => ({
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

interface JudgedRow extends Omit<Reading, 'taken_on' | 'asset_id'> {
  id: number;
  tag: string;
  name: string;
  category: string;
  custodian: string | null;
  read_on: Day | null;
  compliant: 0 | 1;
}

/** Devices that a list shows, by how they stand. */
const standingOf: Readonly<Record<PostureStanding, RawBuilder<unknown>>> = {
  all: sql`1 = 1`,
  failing: sql`compliant = 0 AND score IS NOT NULL`,
  silent: sql`score IS NULL`,
  compliant: sql`compliant = 1`,
};

interface ListedPosture {
  standing: PostureStanding;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

interface Ranked {
  id: number;
  /** In small letters, as the database compares it. */
  tag: string;
  /** Of today; nothing known counts as more than everything right. */
  rank: number;
}

const byRank = (one: Ranked, other: Ranked): number =>
  one.rank - other.rank || (one.tag === other.tag ? one.id - other.id : one.tag < other.tag ? -1 : 1);

/** The devices with their scores of today, the worst first; of which nothing is known, last. Only a page is read whole. */
export async function listPosture(db: Db, { standing, search = '', cursor = '0', limit }: ListedPosture, today: Day) {
  const { policy } = await readPolicy(db);
  const pattern = containsPattern(search);
  const found = sql`${standingOf[standing]} AND (tag LIKE ${pattern} ESCAPE '\\' OR name LIKE ${pattern} ESCAPE '\\'
    OR category LIKE ${pattern} ESCAPE '\\' OR custodian LIKE ${pattern} ESCAPE '\\')`;
  const raw = rawExecutor(db);
  const ranked: Ranked[] = [];
  for await (const portion of portionsOfRegister(db)) {
    const { rows } = await sql<Ranked>`${judgedDevices(policy, today, portion)}
      SELECT id, lower(tag) AS tag, coalesce(score, 101) AS rank FROM judged WHERE ${found}`.execute(raw);
    ranked.push(...rows);
  }
  const total = ranked.length;
  const next = Number(cursor) + limit;
  const page = ranked.toSorted(byRank).slice(Number(cursor), next);
  const chosen = sql`asset.id IN (SELECT value FROM json_each(${JSON.stringify(page.map(({ id }) => id))}))`;
  const { rows } = await sql<JudgedRow>`${judgedDevices(policy, today, chosen)}
    SELECT * FROM judged ORDER BY coalesce(score, 101), tag, id`.execute(raw);
  return {
    rows: rows.map((row): PostureRow => {
      const { id, tag, name, category, custodian } = row;
      const facts = factsOf(row);
      const known = { contactOn: facts.contactOn, readOn: row.read_on };
      return { asset: { id, tag, name }, category, custodian, ...scorePosture(facts, policy, today), ...known };
    }),
    nextCursor: next < total ? String(next) : null,
    total,
    totalIsExact: true,
  };
}

type Counted = Record<
  'devices' | 'compliant' | 'failing' | 'silent' | 'points' | `${'failed' | 'unknown'}_${PostureCheck}`,
  number
>;

export async function readSummary(db: Db, today: Day): Promise<PostureSummary> {
  const { policy } = await readPolicy(db);
  const asked = askedBy(policy);
  const sums = new Map<string, number>();
  for await (const portion of portionsOfRegister(db)) {
    const { rows } = await sql<Counted>`${judgedDevices(policy, today, portion)} SELECT count(*) AS devices,
      coalesce(sum(compliant), 0) AS compliant, coalesce(sum(compliant = 0 AND score IS NOT NULL), 0) AS failing,
      coalesce(sum(score IS NULL), 0) AS silent, coalesce(sum(score), 0) AS points
      ${asked.length === 0 ? sql`` : sql`, ${sql.join(asked.map(countOfCheck))}`} FROM judged`.execute(rawExecutor(db));
    for (const [name, value] of Object.entries(rows[0] ?? {})) sums.set(name, (sums.get(name) ?? 0) + value);
  }
  const sumOf = (name: keyof Counted): number => sums.get(name) ?? 0;
  const scored = sumOf('devices') - sumOf('silent');
  return {
    devices: sumOf('devices'),
    compliant: sumOf('compliant'),
    failing: sumOf('failing'),
    silent: sumOf('silent'),
    average: scored === 0 ? null : Math.round(sumOf('points') / scored),
    byCheck: postureChecks.map((check) => ({
      check,
      failed: sumOf(`failed_${check}`),
      unknown: sumOf(`unknown_${check}`),
    })),
  };
}

async function listJudgedIds(db: Db, policy: PosturePolicy, today: Day): Promise<number[]> {
  const ids: number[] = [];
  for await (const portion of portionsOfRegister(db)) {
    const { rows } = await sql<{ id: number }>`${judgedDevices(policy, today, portion)}
      SELECT id FROM judged ORDER BY id`.execute(rawExecutor(db));
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function isJudged(db: Db, policy: PosturePolicy, assetId: number, today: Day): Promise<boolean> {
  const one = judgedDevices(policy, today, sql`asset.id = ${assetId}`);
  const { rows } = await sql`${one} SELECT id FROM judged`.execute(rawExecutor(db));
  return rows.length > 0;
}

const points = 13;

/** How all devices of today stood on some days before, by what was known on each of them. */
export async function readTrend(db: Db, { days }: { days: number }, today: Day): Promise<TrendPoint[]> {
  const { policy } = await readPolicy(db);
  const devices = await listJudgedIds(db, policy, today);
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
    inScope: await isJudged(db, policy, assetId, today),
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
