import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTsplPrinter } from '#backend/features/devices/simulators/printers/tspl-printer.ts';
import type { PrinterSimulator } from '#backend/features/devices/simulators/printers/printer-server.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';

let desk: Awaited<ReturnType<typeof openReadyDesk>>;
let simulator: PrinterSimulator;

const details = { name: 'Roll', host: '127.0.0.1', offsetXDots: 0, offsetYDots: 0, darkness: null };

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  simulator = await startTsplPrinter({ dpi: 203 });
});
afterEach(async () => {
  await desk.close();
  await simulator.close();
});

describe("the printer's language", () => {
  it('[V4] [V6] labels in TSPL wait for paper in the queue, and then each is printed once', async () => {
    const { labels, assets } = desk.client;
    const { id: printerId } = await labels.savePrinter({
      id: null,
      ...details,
      port: simulator.port,
      language: 'tspl',
      dpi: 203,
    });
    expect(await labels.printerStatus({ id: printerId })).toMatchObject({ state: 'ready' });
    simulator.faults.paperOut = true;
    const { rows } = await assets.list({ limit: 5 });
    const { jobId } = await labels.print({
      kind: 'asset',
      ids: rows.map(({ id }) => id),
      templateId: 'asset-50x25',
      printerId,
      copies: 1,
    });
    const waiting = await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ problem: 'PAPER_OUT', printed: 0 });
    expect(simulator.received).toHaveLength(0);
    simulator.faults.paperOut = false;
    await labels.resume({ jobId, repeatUnknown: false });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 5, unknown: 0 });
    expect(simulator.received).toHaveLength(5);
    expect(simulator.misunderstood).toEqual([]);
  });

  it('[V4] Brother QL is refused at a resolution that it does not have', async () => {
    const printer = { id: null, ...details, port: 9100, language: 'brother' as const };
    await expect(desk.client.labels.savePrinter({ ...printer, dpi: 203 })).rejects.toMatchObject({
      code: 'RESOLUTION_NOT_OFFERED',
    });
    await desk.client.labels.savePrinter({ ...printer, dpi: 300 });
    expect(await desk.client.labels.listPrinters()).toMatchObject([{ language: 'brother', dpi: 300 }]);
  });
});
