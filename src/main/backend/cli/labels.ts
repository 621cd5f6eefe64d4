import { resolve } from 'node:path';
import { Failure } from '#backend/kernel/failure.ts';
import { operand, option } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { withOperator } from './connect.ts';
import type { Client } from './connect.ts';

/** Prints tags on a label printer, or writes them to a PDF. */
export const labels: CommandRun = async (command) => {
  const templateId = operand(command, 0, 'template');
  const tags = (option(command, 'tags') ?? '').split(',').filter(Boolean);
  const printerName = option(command, 'printer');
  const out = option(command, 'out');
  if (tags.length === 0 || (printerName === undefined) === (out === undefined)) {
    throw new Failure('USAGE', { what: '--tags and one of --printer, --out' });
  }
  const host = out === undefined ? {} : { chooseSaveFile: async () => Promise.resolve(resolve(out)) };
  return withOperator(
    command,
    async ({ client }) => {
      const assetIds = await assetsByTag(client, tags);
      if (printerName === undefined) {
        const { path } = await client.labels.savePdf({ kind: 'asset', ids: assetIds, templateId });
        return {
          ok: true,
          text: `${assetIds.length} labels written to ${path ?? ''}`,
          data: { path, labels: assetIds.length },
        };
      }
      const printer = (await client.labels.listPrinters()).find(
        (known) => known.name.toLowerCase() === printerName.toLowerCase(),
      );
      if (!printer) throw new Failure('NOT_FOUND', { entity: 'printer', id: printerName });
      const { jobId } = await client.labels.print({
        kind: 'asset',
        ids: assetIds,
        templateId,
        printerId: printer.id,
        copies: 1,
      });
      const job = await untilPrinted(client, jobId);
      return {
        ok: job.state === 'done',
        text: `${job.printed} of ${job.total} labels printed (${job.problem ?? job.state})`,
        data: job,
      };
    },
    host,
  );
};

async function assetsByTag(client: Client, tags: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const code of tags) {
    const asset = await client.assets.lookup({ code });
    if (!asset) throw new Failure('NOT_FOUND', { entity: 'asset', id: code });
    ids.push(asset.id);
  }
  return ids;
}

async function untilPrinted(client: Client, jobId: number) {
  const changes = await client.application.changes();
  // Asked once before the first change: a short batch may be done by now.
  for (let next: unknown = null; next !== undefined; next = await changes.next()) {
    const job = (await client.labels.queue()).find((candidate) => candidate.id === jobId);
    if (!job) throw new Failure('NOT_FOUND', { entity: 'labelJob', id: jobId });
    if (job.state === 'done' || job.state === 'waiting' || job.state === 'cancelled') return job;
  }
  throw new Failure('CANCELLED');
}
