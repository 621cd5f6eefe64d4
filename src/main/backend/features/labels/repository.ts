import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LabelJob, PrintedKind, Printer, PrinterDetails } from '#shared/features/labels/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { LabelItemState } from './tables.ts';
import { templateNames } from './template-repository.ts';

export async function listPrinters(db: Db): Promise<Printer[]> {
  const rows = await db.selectFrom('printer').selectAll().where('archived_at', 'is', null).orderBy('name').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    host: row.host,
    port: row.port,
    language: row.language,
    dpi: row.dpi,
    offsetXDots: row.offset_x_dots,
    offsetYDots: row.offset_y_dots,
    darkness: row.darkness,
  }));
}

export async function findPrinter(db: Db, id: number): Promise<Printer | undefined> {
  return (await listPrinters(db)).find((printer) => printer.id === id);
}

export async function writePrinter(
  tx: Transaction<Schema>,
  id: number | null,
  details: PrinterDetails,
): Promise<number> {
  const values = {
    name: details.name,
    host: details.host,
    port: details.port,
    language: details.language,
    dpi: details.dpi,
    offset_x_dots: details.offsetXDots,
    offset_y_dots: details.offsetYDots,
    darkness: details.darkness,
    archived_at: null,
  };
  if (id !== null) {
    await tx.updateTable('printer').set(values).where('id', '=', id).execute();
    return id;
  }
  const inserted = await tx.insertInto('printer').values(values).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}

/** A printer's name is free again once it is archived. */
export async function archivePrinterRow(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx
    .updateTable('printer')
    .set({ archived_at: at, name: sql<string>`name || ' (archived ' || id || ')'` })
    .where('id', '=', id)
    .execute();
}

export async function insertJob(
  tx: Transaction<Schema>,
  job: {
    kind: PrintedKind;
    printerId: number;
    templateId: string;
    copies: number;
    proof: boolean;
    reprintOf: number | null;
    operatorId: number;
    createdAt: string;
  },
  items: readonly { id: number; name: string; code: string; content: string }[],
): Promise<number> {
  const { id } = await tx
    .insertInto('label_job')
    .values({
      printer_id: job.printerId,
      template_id: job.templateId,
      subject: job.kind,
      copies: job.copies,
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
    asset_id: job.kind === 'asset' ? item.id : null,
    person_id: job.kind === 'person' ? item.id : null,
    place_id: job.kind === 'place' ? item.id : null,
    name: item.name,
    code: item.code,
    content: item.content,
    state: 'queued' as const,
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
    ])
    .select(['operator.display_name'])
    .select(sql<number>`(SELECT count(*) FROM label_job_item WHERE job_id = label_job.id)`.as('total'))
    .select(count("'sent', 'confirmed'").as('printed'))
    .select(count("'unknown'").as('unknown'))
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

export async function countUnknown(db: Db, jobId: number): Promise<number> {
  const { count } = await db
    .selectFrom('label_job_item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('job_id', '=', jobId)
    .where('state', '=', 'unknown')
    .executeTakeFirstOrThrow();
  return count;
}

export async function listQueuedItems(db: Db, jobId: number): Promise<{ position: number; content: string }[]> {
  return db
    .selectFrom('label_job_item')
    .select(['position', 'content'])
    .where('job_id', '=', jobId)
    .where('state', '=', 'queued')
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

export async function setItemState(
  tx: Transaction<Schema>,
  jobId: number,
  position: number,
  state: LabelItemState,
): Promise<void> {
  await tx
    .updateTable('label_job_item')
    .set({ state })
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
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('label_job_item')
    .set({ state: to })
    .where('job_id', '=', jobId)
    .where('state', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
