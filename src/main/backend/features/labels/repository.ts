import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { JobLabel, LabelItemState, LabelJob, PrintedKind } from '#shared/features/labels/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import './tables.ts';
import { templateNames } from './template-repository.ts';

/** Where an item says what it is the label of. */
const columnOf = {
  asset: 'asset_id',
  person: 'person_id',
  place: 'place_id',
  kit: 'kit_id',
  article: 'article_id',
  command: 'card',
} as const satisfies Readonly<Record<PrintedKind, string>>;
const noThing = { asset_id: null, person_id: null, place_id: null, kit_id: null, article_id: null, card: null };

export async function insertJob(
  tx: Transaction<Schema>,
  job: {
    kind: PrintedKind;
    printerId: number;
    templateId: string;
    copies: number;
    encodes: boolean;
    startCell: number;
    proof: boolean;
    reprintOf: number | null;
    operatorId: number;
    createdAt: string;
  },
  items: readonly { id: number; name: string; code: string; content: string; epc: string | null }[],
): Promise<number> {
  const { id } = await tx
    .insertInto('label_job')
    .values({
      printer_id: job.printerId,
      template_id: job.templateId,
      subject: job.kind,
      copies: job.copies,
      encodes: job.encodes ? 1 : 0,
      start_cell: job.startCell,
      state: 'queued',
      problem: null,
      operator_id: job.operatorId,
      created_at: job.createdAt,
      ended_at: null,
      reprint_of: job.reprintOf,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = items.map((item, index) => ({
    job_id: id,
    position: index + 1,
    ...noThing,
    [columnOf[job.kind]]: item.id,
    name: item.name,
    code: item.code,
    content: item.content,
    state: 'queued' as const,
    problem: null,
    epc: item.epc,
    proof: job.proof ? ('wanted' as const) : ('none' as const),
    proof_at: null,
  }));
  for (let start = 0; start < rows.length; start += 500) {
    await tx
      .insertInto('label_job_item')
      .values(rows.slice(start, start + 500))
      .execute();
  }
  return id;
}

export async function listJobs(db: Db): Promise<LabelJob[]> {
  const count = (states: string) =>
    sql<number>`(SELECT count(*) FROM label_job_item WHERE job_id = label_job.id AND state IN (${sql.raw(states)}))`;
  const rows = await db
    .selectFrom('label_job')
    .innerJoin('printer', 'printer.id', 'label_job.printer_id')
    .leftJoin('operator', 'operator.id', 'label_job.operator_id')
    .select([
      'label_job.id',
      'printer.name',
      'label_job.template_id',
      'label_job.subject',
      'label_job.state',
      'label_job.problem',
      'label_job.created_at',
      'label_job.encodes',
    ])
    .select(['operator.display_name'])
    .select(sql<number>`(SELECT count(*) FROM label_job_item WHERE job_id = label_job.id)`.as('total'))
    .select(count("'sent', 'confirmed'").as('printed'))
    .select(count("'unknown'").as('unknown'))
    .select(count("'failed'").as('failed'))
    .orderBy('label_job.id', 'desc')
    .limit(100)
    .execute();
  const names = await templateNames(db);
  return rows.map((row) => ({
    id: row.id,
    printer: row.name,
    template: names.get(row.template_id) ?? row.template_id,
    kind: row.subject,
    state: row.state,
    problem: row.problem,
    total: row.total,
    printed: row.printed,
    unknown: row.unknown,
    failed: row.failed,
    encodes: row.encodes === 1,
    createdAt: row.created_at,
    operator: row.display_name ?? '',
  }));
}

export async function getJob(db: Db, id: number) {
  return db.selectFrom('label_job').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listJobsInState(db: Db, states: readonly LabelJob['state'][]) {
  return db.selectFrom('label_job').selectAll().where('state', 'in', states).orderBy('id').execute();
}

/** Labels of a job of which somebody has to decide what happens to them. */
export async function countUndecided(db: Db, jobId: number): Promise<number> {
  const { count } = await db
    .selectFrom('label_job_item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('job_id', '=', jobId)
    .where('state', 'in', ['unknown', 'failed'])
    .executeTakeFirstOrThrow();
  return count;
}

/** What these labels of a job are the labels of, in their order. */
export async function listThings(db: Db, jobId: number, kind: PrintedKind, positions: readonly number[]) {
  const rows = await db
    .selectFrom('label_job_item')
    .select(`${columnOf[kind]} as id`)
    .where('job_id', '=', jobId)
    .where('position', 'in', positions)
    .orderBy('position')
    .execute();
  return rows.flatMap(({ id }) => id ?? []);
}

export interface QueuedItem {
  position: number;
  assetId: number | null;
  content: string;
  epc: string | null;
}

export async function listQueuedItems(db: Db, jobId: number): Promise<QueuedItem[]> {
  return db
    .selectFrom('label_job_item')
    .select(['position', 'asset_id as assetId', 'content', 'epc'])
    .where('job_id', '=', jobId)
    .where('state', '=', 'queued')
    .orderBy('position')
    .execute();
}

/** The labels of a job in their order, and what became of each. */
export async function listJobLabels(db: Db, jobId: number): Promise<JobLabel[]> {
  return db
    .selectFrom('label_job_item')
    .select(['position', 'name', 'code', 'state', 'problem', 'epc', 'proof'])
    .where('job_id', '=', jobId)
    .orderBy('position')
    .execute();
}

/** Changes a job that is still open. @returns whether it was: one that was cancelled meanwhile stays cancelled */
export async function setJobState(
  tx: Transaction<Schema>,
  id: number,
  state: LabelJob['state'],
  problem: string | null,
  endedAt: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('label_job')
    .set({ state, problem, ended_at: endedAt })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'printing', 'waiting'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A job that had ended is printed on, because somebody wants labels of it again. */
export async function reopenJob(tx: Transaction<Schema>, id: number): Promise<void> {
  await tx
    .updateTable('label_job')
    .set({ state: 'queued', problem: null, ended_at: null })
    .where('id', '=', id)
    .where('state', '=', 'done')
    .execute();
}

export async function setItemState(
  tx: Transaction<Schema>,
  jobId: number,
  position: number,
  state: LabelItemState,
  problem: string | null = null,
): Promise<void> {
  await tx
    .updateTable('label_job_item')
    .set({ state, problem })
    .where('job_id', '=', jobId)
    .where('position', '=', position)
    .execute();
}

/** Turns all items of a job in one state into another. @returns how many */
export async function turnItems(
  tx: Transaction<Schema>,
  jobId: number,
  from: LabelItemState,
  to: LabelItemState,
  problem: string | null = null,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('label_job_item')
    .set({ state: to, problem })
    .where('job_id', '=', jobId)
    .where('state', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
