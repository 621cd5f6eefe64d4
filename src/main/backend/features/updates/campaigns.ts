import * as z from 'zod';
import { progress as progressShape } from '#shared/features/updates/model.ts';
import type {
  Campaign,
  CampaignDetails,
  CampaignMember,
  CampaignRow,
  Progress,
} from '#shared/features/updates/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getCampaignRow, listWaves, readMembers } from './members.ts';
import type { CampaignOfDb, WaveOfDb } from './members.ts';
import { noProgress } from './rules.ts';

/** How far it had come when it was closed: by wave, and those that none took under -1. */
const outcomeShape = z.record(z.string(), progressShape);

/** @throws Failure NOT_FOUND */
export async function getCampaignOfDb(db: Db, id: number): Promise<CampaignOfDb> {
  const row = await getCampaignRow(db, id);
  if (!row) throw notFound('update_campaign', id);
  return row;
}

function progressByWave(members: readonly CampaignMember[]): Map<number, Progress> {
  const byWave = new Map<number, Progress>();
  for (const { wave, state } of members) {
    const own = byWave.get(wave ?? -1) ?? noProgress();
    byWave.set(wave ?? -1, own);
    own[state] += 1;
  }
  return byWave;
}

function sumOf(all: Iterable<Progress>): Progress {
  const sum = noProgress();
  for (const one of all)
    for (const state of ['done', 'open', 'late', 'excepted', 'unknown'] as const) sum[state] += one[state];
  return sum;
}

async function progressOf(db: Db, row: CampaignOfDb, today: Day): Promise<Map<number, Progress>> {
  if (row.outcome === null) return progressByWave(await readMembers(db, row, today));
  const kept = outcomeShape.parse(JSON.parse(row.outcome));
  return new Map(Object.entries(kept).map(([wave, one]) => [Number(wave), one]));
}

function rowOf(row: CampaignOfDb, waves: readonly WaveOfDb[], progress: Progress): CampaignRow {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    product: { id: row.product_id, name: row.product_name },
    release: row.release_number,
    startsOn: waves.map(({ starts_on: day }) => day).toSorted()[0] ?? dayOf(row.created_at),
    dueOn:
      waves
        .map(({ due_on: day }) => day)
        .toSorted()
        .at(-1) ?? dayOf(row.created_at),
    closedAt: row.closed_at,
    progress,
  };
}

/** Open campaigns first, then those that are over, the newest first. */
export async function listCampaigns(db: Db, today: Day): Promise<CampaignRow[]> {
  const ids = await db
    .selectFrom('update_campaign')
    .select('id')
    .orderBy((eb) => eb('closed_at', 'is not', null))
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const rows: CampaignRow[] = [];
  for (const { id } of ids) {
    const row = await getCampaignOfDb(db, id);
    rows.push(rowOf(row, await listWaves(db, id), sumOf((await progressOf(db, row, today)).values())));
  }
  return rows;
}

async function nameIn(db: Db, table: 'category' | 'department' | 'place', id: number | null): Promise<string[]> {
  if (id === null) return [];
  const row = await db.selectFrom(table).select('name').where('id', '=', id).executeTakeFirst();
  return row ? [row.name] : [];
}

/** @throws Failure NOT_FOUND */
export async function getCampaign(db: Db, id: number, today: Day): Promise<Campaign> {
  const row = await getCampaignOfDb(db, id);
  const waves = await listWaves(db, id);
  const progress = await progressOf(db, row, today);
  return {
    ...rowOf(row, waves, sumOf(progress.values())),
    details: detailsOf(row, waves),
    scope: [
      ...(await nameIn(db, 'category', row.category_id)),
      ...(await nameIn(db, 'department', row.department_id)),
      ...(await nameIn(db, 'place', row.place_id)),
    ],
    waves: waves.map((wave) => ({
      position: wave.position,
      name: wave.name,
      startsOn: wave.starts_on,
      dueOn: wave.due_on,
      department: wave.department,
      place: wave.place,
      percent: wave.percent,
      progress: progress.get(wave.position) ?? noProgress(),
    })),
    inNoWave: Object.values(progress.get(-1) ?? noProgress()).reduce((sum, count) => sum + count, 0),
    version: row.version,
  };
}

function detailsOf(row: CampaignOfDb, waves: readonly WaveOfDb[]): CampaignDetails {
  return {
    name: row.name,
    productId: row.product_id,
    releaseId: row.release_id,
    categoryId: row.category_id,
    departmentId: row.department_id,
    placeId: row.place_id,
    notes: row.notes,
    waves: waves.map((wave) => ({
      name: wave.name,
      startsOn: wave.starts_on,
      dueOn: wave.due_on,
      departmentId: wave.department_id,
      placeId: wave.place_id,
      percent: wave.percent,
    })),
  };
}

/** A campaign that still runs, as it was seen. @throws Failure CAMPAIGN_CLOSED, CHANGED_MEANWHILE, NOT_FOUND. */
export async function getRunning(db: Db, id: number, version?: number | null): Promise<CampaignOfDb> {
  const row = await getCampaignOfDb(db, id);
  if (row.closed_at !== null) throw new Failure('CAMPAIGN_CLOSED', { name: row.name });
  if (version !== undefined && row.version !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'update_campaign', id });
  return row;
}

interface SavedCampaign {
  id: number | null;
  version: number | null;
  campaign: CampaignDetails;
}

/** @throws Failure PRODUCT_NOT_WATCHED, CAMPAIGN_CLOSED, CHANGED_MEANWHILE. */
export async function saveCampaign(
  command: CommandContext,
  { id, version, campaign }: SavedCampaign,
): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const { waves, name, productId, releaseId, categoryId, departmentId, placeId, notes } = campaign;
  const before = id === null ? null : await getRunning(tx, id, version);
  const release = await tx
    .selectFrom('software_release')
    .innerJoin('tracked_product as tracked', 'tracked.product_id', 'software_release.product_id')
    .select(['software_release.number'])
    .where('software_release.id', '=', releaseId)
    .where('software_release.product_id', '=', productId)
    .where('software_release.archived_at', 'is', null)
    .where('tracked.archived_at', 'is', null)
    .executeTakeFirst();
  if (!release) throw new Failure('PRODUCT_NOT_WATCHED', { name });
  const values = {
    name,
    product_id: productId,
    release_id: releaseId,
    category_id: categoryId,
    department_id: departmentId,
    place_id: placeId,
    notes,
  };
  const number = before?.number ?? (await takeNumbers(tx, 'update_campaign'));
  let saved = before?.id;
  if (saved === undefined) {
    const made = {
      number,
      created_at: now,
      created_by: actor.operatorId,
      closed_at: null,
      closed_by: null,
      outcome: null,
    };
    const row = await tx
      .insertInto('update_campaign')
      .values({ ...values, ...made })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else
    await tx
      .updateTable('update_campaign')
      .set({ ...values, version: (version ?? 0) + 1 })
      .where('id', '=', saved)
      .execute();
  await writeWaves(command, saved, waves);
  await command.record({
    event: before === null ? 'updates.campaignMade' : 'updates.campaignChanged',
    subject: `update_campaign:${saved}`,
    data: { number, name, release: release.number, waves: waves.map((wave) => wave.name).join(' · ') },
  });
  command.changed('updates');
  return { id: saved, number };
}

async function writeWaves({ tx }: CommandContext, id: number, waves: CampaignDetails['waves']): Promise<void> {
  await tx.deleteFrom('update_wave').where('campaign_id', '=', id).execute();
  for (const [position, wave] of waves.entries())
    await tx
      .insertInto('update_wave')
      .values({
        campaign_id: id,
        position,
        name: wave.name,
        starts_on: wave.startsOn,
        due_on: wave.dueOn,
        department_id: wave.departmentId,
        place_id: wave.placeId,
        percent: wave.percent,
      })
      .execute();
}

/** It is over. How far it came is kept, since what is installed goes on changing. @throws Failure CAMPAIGN_CLOSED, CHANGED_MEANWHILE. */
export async function closeCampaign(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { tx, now, actor } = command;
  const row = await getRunning(tx, id, version);
  const outcome = Object.fromEntries(progressByWave(await readMembers(tx, row, dayOf(now))));
  await tx
    .updateTable('update_campaign')
    .set({ closed_at: now, closed_by: actor.operatorId, outcome: JSON.stringify(outcome), version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'updates.campaignClosed',
    subject: `update_campaign:${id}`,
    data: { number: row.number, name: row.name, ...sumOf(Object.values(outcome)) },
  });
  command.changed('updates');
}
