import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let simulator: Awaited<ReturnType<typeof startZplPrinter>>;
let printerId: number;

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  simulator = await startZplPrinter();
  const details = {
    name: 'Desk',
    host: '127.0.0.1',
    port: simulator.port,
    language: 'zpl' as const,
    dpi: 203 as const,
    offsetXDots: 0,
    offsetYDots: 0,
    darkness: null,
  };
  printerId = (await desk.client.labels.savePrinter({ id: null, ...details })).id;
});
afterEach(async () => {
  await desk.close();
  await simulator.close();
});

async function print(count: number): Promise<number> {
  const { rows } = await desk.client.assets.list({ limit: count });
  const { jobId } = await desk.client.labels.print({
    kind: 'asset',
    ids: rows.map((row) => row.id),
    templateId: 'asset-50x25',
    printerId,
    copies: 1,
  });
  return jobId;
}

describe('the print queue', () => {
  it('[V4] prints a batch label by label and says so in the journal', async () => {
    const job = await jobThat(desk, await print(5), ({ state }) => state === 'done');
    expect(job).toMatchObject({ total: 5, printed: 5, unknown: 0 });
    expect(simulator.received).toHaveLength(5);
    expect(simulator.received[0]).toContain('IT-000001');
    const { entries } = await desk.client.reports.journal({ event: 'labels.printed' });
    expect(entries[0]?.data).toMatchObject({ labels: 5, printed: 5, unknown: 0 });
  });

  it('[V4] waits while the printer has no paper, and goes on when somebody asks', async () => {
    simulator.faults.paperOut = true;
    const jobId = await print(3);
    const waiting = await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ problem: 'PAPER_OUT', printed: 0 });
    expect(simulator.received).toHaveLength(0);
    simulator.faults.paperOut = false;
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 3 });
    expect(simulator.received).toHaveLength(3);
  });

  it('[V4] survives a restart and goes on where it stopped, repeating nothing', async () => {
    simulator.faults.paperOut = true;
    const jobId = await print(4);
    await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    await desk.restart();
    simulator.faults.paperOut = false;
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ total: 4, printed: 4 });
    const tags = simulator.received.map((zpl) => /IT-0000\d\d/.exec(zpl)?.[0]);
    expect(new Set(tags).size).toBe(4);
  });

  it('[V4] a cancelled batch stays cancelled', async () => {
    simulator.faults.paperOut = true;
    const jobId = await print(2);
    await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    await desk.client.labels.cancel({ jobId });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'cancelled')).toMatchObject({ printed: 0 });
    expect(simulator.received).toHaveLength(0);
  });

  it('[I1] refuses a label that would not scan, and queues nothing', async () => {
    const [category] = await desk.client.assets.listCategories();
    const { id } = await desk.client.assets.create({
      ...bareAsset,
      tag: 'A-TAG-THAT-IS-TOO-LONG-FOR-ANY-LABEL',
      categoryId: category?.id ?? 0,
    });
    await expect(
      desk.client.labels.print({ kind: 'asset', ids: [id], templateId: 'asset-50x25', printerId, copies: 1 }),
    ).rejects.toMatchObject({
      code: 'LABEL_DOES_NOT_FIT',
      data: { tag: 'A-TAG-THAT-IS-TOO-LONG-FOR-ANY-LABEL', problem: 'SYMBOL_TOO_WIDE' },
    });
    expect(await desk.client.labels.queue()).toEqual([]);
  });
});

describe('templates and printers', () => {
  it('[V4] every template previews as it will print', async () => {
    const { rows } = await desk.client.assets.list({ limit: 1 });
    const templates = (await desk.client.labels.listTemplates()).filter(({ subject }) => subject === 'asset');
    for (const { id: templateId, widthMm } of templates) {
      const { layout, problems } = await desk.client.labels.preview({
        templateId,
        id: rows[0]?.id ?? null,
        dpi: 203,
      });
      expect(problems).toEqual([]);
      expect(layout).toMatchObject({ widthMm, symbols: [{ text: rows[0]?.tag }] });
    }
  });

  it('[V4] tells how a printer is, and forgets one that is archived', async () => {
    expect(await desk.client.labels.printerStatus({ id: printerId })).toEqual({ state: 'ready', faults: [] });
    simulator.faults.headOpen = true;
    expect(await desk.client.labels.printerStatus({ id: printerId })).toEqual({
      state: 'fault',
      faults: ['HEAD_OPEN'],
    });
    await desk.client.labels.archivePrinter({ id: printerId });
    expect(await desk.client.labels.listPrinters()).toEqual([]);
  });
});
