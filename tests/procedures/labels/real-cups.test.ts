import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { ZplPrinterSimulator } from '#backend/features/devices/simulators/zpl-printer.ts';
import { cups } from '#backend/features/labels/transport/cups.ts';
import { printThroughQueue } from '#backend/features/labels/transport/system-queue.ts';
import type { LabelState } from '#backend/features/labels/transport/print-result.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { findCups, startCups } from '#tests/support/real-cups.ts';
import type { RealCups } from '#tests/support/real-cups.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

// Where there is no print system the programs of CUPS are played by system-queue.test.ts alone.
const { why: whyNoCups, drivers } = await findCups();
const missing = whyNoCups === null ? '' : ` (skipped: ${whyNoCups})`;

let system: RealCups;
let printer: ZplPrinterSimulator;

beforeEach(async () => {
  if (whyNoCups !== null) return;
  system = await startCups();
  vi.stubEnv('CUPS_SERVER', system.server);
  printer = await startZplPrinter();
  system.run('lpadmin', '-p', 'store', '-E', '-v', `socket://127.0.0.1:${printer.port}`, '-m', 'raw');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  if (whyNoCups !== null) return;
  await system.close();
  await printer.close();
});

const label = { id: 1, data: Buffer.from('^XA^FO10,10^FDPrüfung^FS^XZ\n') };

/** Prints one label and does something at the queue as soon as it waits for the reason named. */
async function printWhile(reason: string | null, meddle: () => void, signal?: AbortSignal) {
  const target = { queue: 'store', spooler: cups, page: null };
  return printThroughQueue(target, [label], {
    timings: { pollMs: 5 },
    ...(signal && { signal }),
    onState: (_, state: LabelState) => {
      if (state.state === 'waiting' && state.reason === reason) meddle();
    },
  });
}

describe.skipIf(whyNoCups !== null)(`a real print system${missing}`, () => {
  it('[V4] passes a batch of labels on byte for byte, each of them as a job of its own', async () => {
    const desk = await openReadyDesk({ sampleData: true });
    try {
      const { rows } = await desk.client.assets.list({ limit: 3 });
      const { id } = await desk.client.labels.savePrinter(printerAt(9100, { transport: 'queue', queue: 'store' }));
      const { jobId } = await desk.client.labels.print({
        kind: 'asset',
        ids: rows.map((row) => row.id),
        templateId: 'asset-25x12',
        printerId: id,
        copies: 1,
      });
      expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 3, unknown: 0 });
      expect(printer.received).toHaveLength(3);
      for (const [index, { tag }] of rows.entries()) expect(printer.received[index]).toContain(tag);
      expect(system.run('lpstat', '-W', 'completed', '-o', 'store').match(/^store-\d+/gm)).toHaveLength(3);
    } finally {
      await desk.close();
    }
  });

  it('[V4] takes what a printer without paper holds, so that such a label is sent and no more', async () => {
    printer.faults.paperOut = true;
    expect(await printWhile(null, () => undefined)).toEqual({ done: true, printed: 1 });
    expect(printer.received).toEqual([]);
    printer.faults.paperOut = false;
    printer.run();
    expect(printer.received).toEqual(['^XA^FO10,10^FDPrüfung^FS^XZ']);
  });

  it('[V4] says that it reaches no printer, and gives the job back', async () => {
    await printer.close();
    const cancel = new AbortController();
    const outcome = await printWhile('QUEUE_UNREACHED', () => cancel.abort(), cancel.signal);
    expect(outcome).toMatchObject({ outcome: { state: 'failed', reason: 'CANCELLED' } });
    expect(system.run('lpstat', '-o', 'store')).toBe('');
  });

  it('[V4] that takes a job out of its queue, or removes the queue, leaves the label to be looked at', async () => {
    await printer.close();
    const cancelled = await printWhile('QUEUE_UNREACHED', () => system.run('cancel', '-a', 'store'));
    expect(cancelled).toMatchObject({ outcome: { state: 'unknown', reason: 'QUEUE_DROPPED' } });
    const removed = await printWhile('QUEUE_UNREACHED', () => system.run('lpadmin', '-x', 'store'));
    expect(removed).toMatchObject({ outcome: { state: 'unknown', reason: 'QUEUE_GONE' } });
    expect(await printWhile(null, () => undefined)).toMatchObject({
      outcome: { state: 'refused', reason: 'QUEUE_GONE' },
    });
  });

  it('[V4] refuses while its queue is stopped or takes no jobs', async () => {
    system.run('cupsdisable', 'store');
    expect(await cups.list()).toEqual([{ name: 'store', state: 'stopped' }]);
    const stopped = await printWhile(null, () => undefined);
    expect(stopped).toMatchObject({ outcome: { state: 'refused', reason: 'QUEUE_STOPPED' } });
    system.run('cupsenable', 'store');
    system.run('cupsreject', 'store');
    const rejecting = await printWhile(null, () => undefined);
    expect(rejecting).toMatchObject({ outcome: { state: 'failed', reason: 'QUEUE_REFUSED' } });
    system.run('cupsaccept', 'store');
    expect(await printWhile(null, () => undefined)).toEqual({ done: true, printed: 1 });
  });
});

const driver = 'lsb/usr/cups-pdf/CUPS-PDF_opt.ppd';
// It takes pages of any size; most others put a label on the next larger sheet that they know.
const noDriver = whyNoCups ?? (drivers.includes(driver) ? null : 'no driver for pages of any size');

describe.skipIf(noDriver !== null)(
  `a page through a real driver${noDriver === null ? '' : ` (skipped: ${noDriver})`}`,
  () => {
    it('[V4] is as large as the label, to the micrometre', async () => {
      const desk = await openReadyDesk({ sampleData: true });
      const bytes: Buffer[] = [];
      const sink = createServer((socket) =>
        socket.on('data', (chunk: Buffer) => bytes.push(chunk)).on('error', () => undefined),
      );
      await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
      const { port } = sink.address() as AddressInfo;
      system.run('lpadmin', '-p', 'pages', '-E', '-v', `socket://127.0.0.1:${port}`, '-m', driver);
      try {
        const { rows } = await desk.client.assets.list({ limit: 1 });
        const { id } = await desk.client.labels.savePrinter(printerAt(9100, { transport: 'pages', queue: 'pages' }));
        const ids = rows.map((row) => row.id);
        const wanted = { kind: 'asset' as const, ids, templateId: 'asset-25x12', printerId: id, copies: 1 };
        const { jobId } = await desk.client.labels.print(wanted);
        await jobThat(desk, jobId, ({ state }) => state === 'done');
        const page = /CustomPageSize True\s+([\d.]+)\s+([\d.]+)/.exec(Buffer.concat(bytes).toString('latin1'));
        const micrometres = page?.slice(1).map((points) => Math.round((Number(points) / 72) * 25_400));
        expect(micrometres).toEqual([25_000, 12_000]);
      } finally {
        sink.close();
        await desk.close();
      }
    });
  },
);
