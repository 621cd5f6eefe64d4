import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { setJobState } from './repository.ts';

/** A whole batch is on paper: the journal says who had it printed, and what is not known. */
export async function recordPrinted(
  backend: Backend,
  job: { id: number; operator_id: number; template_id: string; printer_id: number },
  now: string,
): Promise<void> {
  const actor: Actor = {
    operatorId: job.operator_id,
    username: '',
    roles: [],
    source: 'device',
    desk: 'printer',
    session: `printer:${job.printer_id}`,
    may: () => true,
  };
  await inTransaction(backend, actor, async (command) => {
    const items = await command.tx.selectFrom('label_job_item').select('state').where('job_id', '=', job.id).execute();
    const printed = items.filter((item) => item.state === 'sent' || item.state === 'confirmed').length;
    const unknown = items.filter((item) => item.state === 'unknown').length;
    await setJobState(command.tx, job.id, 'done', null, now);
    await command.record({
      event: 'labels.printed',
      subject: `label_job:${job.id}`,
      data: { template: job.template_id, labels: items.length, printed, unknown },
    });
    command.changed('labels');
  });
}
