import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { onceResult } from '../measure/result.ts';

const labels = 100;
const rounds = 5;

/** From the order until the printer has said of the last label that it is printed. */
async function printBatch({ client, assets }: Context, printerId: number, round: number): Promise<number> {
  const first = Math.max(1, ((round * 7919) % Math.max(1, assets - labels)) + 1);
  const ids = Array.from({ length: labels }, (_, index) => first + index);
  const changes = await client.application.changes();
  const startedAt = performance.now();
  const { jobId } = await client.labels.print({ kind: 'asset', ids, templateId: 'asset-50x25', printerId, copies: 1 });
  for (;;) {
    const job = (await client.labels.queue()).find(({ id }) => id === jobId);
    if (job?.state === 'done') {
      insist(job.printed === labels, `${job.printed} of ${labels} labels printed`);
      return performance.now() - startedAt;
    }
    insist(job?.state !== 'waiting', `the job waits: ${job?.problem ?? ''}`);
    await changes.next();
  }
}

export const labelBatch: Benchmark = {
  name: 'label-batch',
  what: 'labels.print of 100 ZPL labels: laid out, queued, sent over TCP and each confirmed by the printer',
  limit: 'one second',
  run: async (context) => {
    const printer = await startZplPrinter();
    try {
      const { id } = await context.client.labels.savePrinter({
        id: null,
        name: 'Printer of the benchmark',
        host: '127.0.0.1',
        port: printer.port,
        language: 'zpl',
        dpi: 203,
        offsetXDots: 0,
        offsetYDots: 0,
        darkness: null,
      });
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push(await printBatch(context, id, round));
      insist(printer.received.length === rounds * labels, `${printer.received.length} labels came out`);
      await context.client.labels.archivePrinter({ id });
      const slowest = Math.max(...times);
      return [
        onceResult('a batch of 100 labels, slowest of five', slowest, 1000, [
          `${times.map((time) => Math.round(time)).join(', ')} ms; each label's state is on the disk before the next step`,
        ]),
      ];
    } finally {
      await printer.close();
    }
  },
};
