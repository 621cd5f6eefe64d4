import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { queueLabels } from './print-labels.ts';
import { findPrinter } from './printer-repository.ts';
import { printQueueOf } from './queue-of-backend.ts';

/**
 * Prints the label of an asset once more, as it was printed last; one that never was takes printer and template of the
 * label of another asset that was printed last.
 *
 * @returns the name of the printer, null when no label of an asset was ever printed
 * @throws Failure as queueLabels does
 */
export async function printAgain(command: CommandContext, assetId: number): Promise<string | null> {
  const jobs = command.tx
    .selectFrom('label_job')
    .select(['id', 'printer_id', 'template_id'])
    .where('subject', '=', 'asset')
    .orderBy('id', 'desc')
    .limit(1);
  const own = await jobs
    .where('id', 'in', (eb) => eb.selectFrom('label_job_item').select('job_id').where('asset_id', '=', assetId))
    .executeTakeFirst();
  const like = own ?? (await jobs.executeTakeFirst());
  if (like === undefined) return null;
  await queueLabels(command, {
    kind: 'asset',
    ids: [assetId],
    templateId: like.template_id,
    printerId: like.printer_id,
    copies: 1,
  });
  command.afterCommit(() => {
    printQueueOf(command.backend).kick();
  });
  return (await findPrinter(command.tx, like.printer_id))?.name ?? null;
}
