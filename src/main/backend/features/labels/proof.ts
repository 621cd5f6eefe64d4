import type { UnreadJob } from '#shared/features/labels/proof-contract.ts';
import { normaliseCode } from '#shared/primitives/scanned-code.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { queueLabels } from './print-labels.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { getJob, listThings } from './repository.ts';
import { templateNames } from './template-repository.ts';

/** Labels that left the printer, as far as anybody knows, and have not been scanned back. */
function selectUnread(db: Db) {
  return db
    .selectFrom('label_job_item')
    .where('proof', '=', 'wanted')
    .where('label_job_item.state', 'in', ['sent', 'confirmed', 'unknown']);
}

/** What waits to be scanned back, by batch, the newest first. */
export async function listUnread(db: Db): Promise<UnreadJob[]> {
  const rows = await selectUnread(db)
    .innerJoin('label_job', 'label_job.id', 'label_job_item.job_id')
    .innerJoin('printer', 'printer.id', 'label_job.printer_id')
    .select(['label_job_item.job_id', 'label_job_item.name', 'label_job_item.code', 'label_job.template_id'])
    .select(['label_job.created_at', 'printer.name as printer'])
    .orderBy('label_job_item.job_id', 'desc')
    .orderBy('label_job_item.position')
    .limit(2000)
    .execute();
  const names = await templateNames(db);
  const jobs = new Map<number, UnreadJob>();
  for (const row of rows) {
    const job = jobs.get(row.job_id) ?? {
      jobId: row.job_id,
      printer: row.printer,
      template: names.get(row.template_id) ?? row.template_id,
      createdAt: row.created_at,
      labels: [],
    };
    jobs.set(row.job_id, { ...job, labels: [...job.labels, { name: row.name, code: row.code }] });
  }
  return [...jobs.values()];
}

/** One look into a small index: a scan at the desk must not pay for labels that nobody waits for. */
const waiting = prepareQuery((db) => selectUnread(db).select('job_id').limit(1));

/**
 * A scan proves every label that waits and reads as this code, or is of the asset that the code stands for.
 * @returns the names of what was proved; empty where nothing waited for it
 */
export async function noteReadBack(command: CommandContext, scanned: string): Promise<string[]> {
  const code = normaliseCode(scanned);
  if ((await waiting.first(command.tx, {})) === undefined) return [];
  const assets = (await findByCode(command.tx, code, false)).map(({ id }) => id);
  const proved = await command.tx
    .updateTable('label_job_item')
    .set({ proof: 'read', proof_at: command.now })
    .where('proof', '=', 'wanted')
    .where('state', 'in', ['sent', 'confirmed', 'unknown'])
    .where((eb) => eb.or([eb('code', '=', code), ...(assets.length === 1 ? [eb('asset_id', 'in', assets)] : [])]))
    .returning(['job_id', 'name'])
    .execute();
  const [first] = proved;
  if (first === undefined) return [];
  const names = [...new Set(proved.map(({ name }) => name))];
  await command.record({
    event: 'labels.readBack',
    subject: `label_job:${first.job_id}`,
    data: { code, labels: names },
  });
  command.changed('labels');
  return names;
}

export async function readBack(command: CommandContext, { code }: { code: string }): Promise<{ names: string[] }> {
  return { names: await noteReadBack(command, code) };
}

/** What was not read is worth nothing: it is void, and printed again on the same printer, to be scanned back as well. */
export async function voidUnread(
  command: CommandContext,
  { jobId }: { jobId: number },
): Promise<{ jobId: number | null; labels: number }> {
  const job = await getJob(command.tx, jobId);
  if (!job) throw notFound('labelJob', jobId);
  const unread = await selectUnread(command.tx)
    .select(['position', 'name'])
    .where('job_id', '=', jobId)
    .orderBy('position')
    .execute();
  if (unread.length === 0) return { jobId: null, labels: 0 };
  const positions = unread.map(({ position }) => position);
  await command.tx
    .updateTable('label_job_item')
    .set({ proof: 'void', proof_at: command.now })
    .where('job_id', '=', jobId)
    .where('position', 'in', positions)
    .execute();
  await command.record({
    event: 'labels.voided',
    subject: `label_job:${jobId}`,
    data: { labels: unread.map(({ name }) => name) },
  });
  const again = await queueLabels(command, {
    kind: job.subject,
    ids: await listThings(command.tx, jobId, job.subject, positions),
    templateId: job.template_id,
    printerId: job.printer_id,
    copies: job.copies,
    proof: true,
    encode: job.encodes === 1,
    reprintOf: jobId,
  });
  command.changed('labels');
  command.afterCommit(() => {
    printQueueOf(command.backend).kick();
  });
  return { jobId: again.jobId, labels: unread.length };
}
