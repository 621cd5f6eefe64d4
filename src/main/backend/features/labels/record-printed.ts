import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { setJobState } from './repository.ts';

interface PrintedJob {
  id: number;
  operator_id: number;
  template_id: string;
  printer_id: number;
}

/** A printer acts in the name of whoever had the job printed. */
export function actorOfPrinter(job: Pick<PrintedJob, 'operator_id' | 'printer_id'>): Actor {
  return {
    operatorId: job.operator_id,
    username: '',
    roles: [],
    source: 'device',
    desk: 'printer',
    session: `printer:${job.printer_id}`,
    may: () => true,
  };
}

/** A whole batch is on paper: the journal says who had it printed, and what is not known. */
export async function recordPrinted(backend: Backend, job: PrintedJob, now: string): Promise<void> {
  await inTransaction(backend, actorOfPrinter(job), async (command) => {
    const items = await command.tx.selectFrom('label_job_item').select('state').where('job_id', '=', job.id).execute();
    const printed = items.filter((item) => item.state === 'sent' || item.state === 'confirmed').length;
    const failed = items.filter((item) => item.state === 'failed').length;
    const unknown = items.filter((item) => item.state === 'unknown').length;
    await setJobState(command.tx, job.id, 'done', null, now);
    await command.record({
      event: 'labels.printed',
      subject: `label_job:${job.id}`,
      data: { template: job.template_id, labels: items.length, printed, unknown, failed },
    });
    command.changed('labels');
  });
}
