import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printThroughQueue } from '#backend/features/labels/transport/system-queue.ts';
import { cups, parseEndedJob, parseHeldJob, parseQueues } from '#backend/features/labels/transport/cups.ts';
import { winspool } from '#backend/features/labels/transport/winspool.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { fakeCups } from '#tests/support/fake-cups.ts';
import type { FakeCups } from '#tests/support/fake-cups.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

let desk: TestDesk;
let system: FakeCups;
let folder: string;

beforeEach(async () => {
  system = fakeCups();
  folder = mkdtempSync(join(tmpdir(), 'label-sheets-'));
  const host = { chooseSaveFile: async () => Promise.resolve(join(folder, 'labels.pdf')) };
  desk = await openReadyDesk({ sampleData: true, host });
});
afterEach(async () => {
  await desk.close();
  system.close();
  rmSync(folder, { recursive: true, force: true });
});

async function print(count: number, printerId: number, rest: { startCell?: number; copies?: number } = {}) {
  const { rows } = await desk.client.assets.list({ limit: count });
  const selection = { kind: 'asset' as const, ids: rows.map(({ id }) => id), templateId: 'asset-25x12' };
  return (await desk.client.labels.print({ ...selection, printerId, copies: 1, ...rest })).jobId;
}

const add = async (rest: Parameters<typeof printerAt>[1]) =>
  (await desk.client.labels.savePrinter(printerAt(9100, rest))).id;

describe('a queue of the system, raw', () => {
  it('[V4] gets the bytes of each label as they are, and says no more than that it took them', async () => {
    const printerId = await add({ transport: 'queue', queue: 'store' });
    expect(await desk.client.labels.printerStatus({ id: printerId })).toEqual({ state: 'ready', faults: [] });
    const job = await jobThat(desk, await print(3, printerId), ({ state }) => state === 'done');
    expect(job).toMatchObject({ printed: 3, unknown: 0 });
    expect(system.jobs()).toHaveLength(3);
    const [first] = system.jobs();
    expect(first?.args).toEqual(['-d', 'store', '-t', 'Quartermaster', '-o', 'raw']);
    expect(first?.data.toString('utf8')).toMatch(/^\^XA\^CI28[^]*IT-000001[^]*\^XZ\n$/);
    const labels = await desk.client.labels.jobLabels({ jobId: job.id });
    expect(labels.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('[V4] is listed with its state; a missing print system is named', async () => {
    system.queues(['printer store is idle.  enabled', 'printer old disabled since Mon -', '\treason unknown']);
    expect(await desk.client.labels.systemQueues()).toEqual({
      queues: [
        { name: 'store', state: 'ready' },
        { name: 'old', state: 'stopped' },
      ],
      problem: null,
    });
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    expect(await desk.client.labels.systemQueues()).toEqual({ queues: [], problem: 'NO_SPOOLER' });
    process.env['PATH'] = path;
    expect(parseQueues('printer a now printing a-12.  enabled since Mon\n')).toEqual([
      { name: 'a', state: 'printing' },
    ]);
  });

  it('[V4] that is stopped or gone refuses before anything is sent, and the job waits', async () => {
    const printerId = await add({ transport: 'queue', queue: 'store' });
    system.queues(['printer store disabled since Mon -']);
    expect(await desk.client.labels.printerStatus({ id: printerId })).toEqual({
      state: 'fault',
      faults: ['QUEUE_STOPPED'],
    });
    const jobId = await print(2, printerId);
    expect(await jobThat(desk, jobId, ({ state }) => state === 'waiting')).toMatchObject({ problem: 'QUEUE_STOPPED' });
    system.queues(['printer other is idle.']);
    expect(await desk.client.labels.printerStatus({ id: printerId })).toMatchObject({ faults: ['QUEUE_GONE'] });
    system.queues(['printer store is idle.']);
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 2 });
    expect(system.jobs()).toHaveLength(2);
  });

  it('[V4] that takes nothing leaves the label queued', async () => {
    const printerId = await add({ transport: 'queue', queue: 'store' });
    system.refuse(true);
    const jobId = await print(1, printerId);
    expect(await jobThat(desk, jobId, ({ state }) => state === 'waiting')).toMatchObject({ problem: 'QUEUE_REFUSED' });
    expect((await desk.client.labels.jobLabels({ jobId })).map(({ state }) => state)).toEqual(['queued']);
  });

  it('[V4] that keeps a job gives it back: nothing comes out after somebody had it printed again', async () => {
    system.hold(true);
    const states: string[] = [];
    const outcome = await printThroughQueue(
      { queue: 'store', spooler: cups, page: null },
      [{ id: 1, data: Buffer.from('^XA^XZ') }],
      {
        timings: { pollMs: 1, confirmMs: 30 },
        onState: (_, state) => void states.push(state.state),
      },
    );
    expect(outcome).toMatchObject({ done: false, outcome: { state: 'failed', reason: 'QUEUE_HOLDS' } });
    expect(system.cancelled()).toEqual(['fake-1']);
    expect(states).toEqual(['sending', 'failed']);
  });

  it('[V4] whose printing has begun leaves the label unknown when it does not end', async () => {
    system.hold(true, '\tStatus: Connected to printer.\n\tAlerts: job-printing\n');
    const outcome = await printThroughQueue(
      { queue: 'store', spooler: cups, page: null },
      [{ id: 1, data: Buffer.from('^XA^XZ') }],
      { timings: { pollMs: 1, confirmMs: 30 } },
    );
    expect(outcome).toMatchObject({ outcome: { state: 'unknown' } });
  });
});

describe('what CUPS says of a job', () => {
  const held = (...lines: readonly string[]) =>
    parseHeldJob(
      ['q-1   root   1024   Tue Dec  1 02:31:30 2026', '\tAlerts: none', 'q-12   root   1024   Tue', ...lines].join(
        '\n',
      ),
      'q-12',
    );

  it('[V4] a queue that looks for its printer has passed nothing on, though it counts as printing', () => {
    expect(held('\tAlerts: none', '\tqueued for q')).toBe('waiting');
    expect(held('\tStatus: ', '\tAlerts: job-printing')).toBe('starting');
    const away = '\tStatus: The printer may not exist or is unavailable at this time.';
    expect(held(away, '\tAlerts: job-printing', '\tqueued for q')).toBe('unreached');
    expect(held('\tStatus: Waiting for printer to become available.', '\tAlerts: job-printing')).toBe('unreached');
    expect(held('\tStatus: Connected to printer.', '\tAlerts: job-printing')).toBe('printing');
    expect(parseHeldJob('q-1   root   1024   Tue Dec  1 02:31:30 2026\n\tAlerts: none\n', 'q-12')).toBeNull();
  });

  it('[V4] a job that was taken out of its queue, or given up there, was not passed on', () => {
    const ended = (alerts: string) =>
      parseEndedJob(`q-1   root   1024   Tue\n\tStatus: \n\tAlerts: ${alerts}\n`, 'q-1');
    expect(ended('processing-to-stop-point')).toBe('passedOn');
    expect(ended('job-completed-successfully')).toBe('passedOn');
    expect(ended('job-canceled-by-user')).toBe('dropped');
    expect(ended('job-completed-with-errors')).toBe('dropped');
    expect(ended('aborted-by-system')).toBe('dropped');
  });

  it('[V4] a label whose printer is away goes back to the queue, and whoever waits reads why', async () => {
    system.hold(true, '\tStatus: The printer is in use.\n\tAlerts: job-printing\n');
    const states: unknown[] = [];
    const outcome = await printThroughQueue(
      { queue: 'store', spooler: cups, page: null },
      [{ id: 1, data: Buffer.from('^XA^XZ') }],
      { timings: { pollMs: 1, confirmMs: 30 }, onState: (_, state) => void states.push(state) },
    );
    expect(outcome).toMatchObject({ outcome: { state: 'failed', reason: 'QUEUE_UNREACHED' } });
    expect(states).toContainEqual({ state: 'waiting', reason: 'QUEUE_UNREACHED' });
  });
});

describe('any printer of the system', () => {
  it('[V4] gets pages of exactly the size of the label', async () => {
    const printerId = await add({ transport: 'pages', queue: 'store', dpi: 600 });
    await jobThat(desk, await print(2, printerId), ({ state }) => state === 'done');
    expect(system.jobs()).toHaveLength(2);
    const [first] = system.jobs();
    expect(first?.args).toContain('PageSize=Custom.25x12mm');
    expect(first?.args).toContain('media=Custom.25x12mm');
    expect(first?.args).toContain('fit-to-page=false');
    expect(first?.data.toString('latin1')).toMatch(/^%PDF-[^]*\/MediaBox \[0 0 70\.8\d* 34\.0\d*\]/);
  });

  it('[V4] whose driver knows no such size prints nothing, and says why', async () => {
    system.sizes('*Letter A4 w144h72');
    const printerId = await add({ transport: 'pages', queue: 'store' });
    const jobId = await print(1, printerId);
    expect(await jobThat(desk, jobId, ({ state }) => state === 'waiting')).toMatchObject({
      problem: 'PAGE_SIZE_UNKNOWN',
    });
    expect(system.jobs()).toEqual([]);
  });

  it('[V4] gets the name that its driver has for the size of the label, if it takes no others', async () => {
    system.sizes('*Letter A4 w71h34 w144h72');
    const printerId = await add({ transport: 'pages', queue: 'store' });
    await jobThat(desk, await print(1, printerId), ({ state }) => state === 'done');
    system.sizes('*Letter A4 w71h34 Custom.WIDTHxHEIGHT');
    await jobThat(desk, await print(1, printerId), ({ state }) => state === 'done');
    expect(system.jobs().map(({ args }) => args.find((each) => each.startsWith('PageSize=')))).toEqual([
      'PageSize=w71h34',
      'PageSize=Custom.25x12mm',
    ]);
  });

  it('[V4] prints a sheet in one go, beginning at the label that was chosen', async () => {
    const printerId = await add({ transport: 'pages', queue: 'store', mediumKey: 'avery-l7651' });
    const job = await jobThat(desk, await print(3, printerId, { startCell: 63 }), ({ state }) => state === 'done');
    expect(job).toMatchObject({ printed: 3 });
    // Two cells are left on the first sheet, so the third label is on another one.
    const pages = system.jobs().map(({ data }) => data.toString('latin1').match(/\/MediaBox/g)?.length);
    expect(pages).toEqual([1, 1]);
    expect(system.jobs()[0]?.args).toContain('media=A4');
  });

  it('[V4] refuses what is larger than the labels of its sheet', async () => {
    const printerId = await add({ transport: 'pages', queue: 'store', mediumKey: 'avery-l4731' });
    await expect(print(1, printerId)).rejects.toMatchObject({
      code: 'MEDIUM_TOO_SMALL',
      data: { medium: 'L4731', widthMm: 25.4, heightMm: 10 },
    });
    expect(await desk.client.labels.queue()).toEqual([]);
  });

  it('[V4] labels on sheets are saved as PDF as well, and the journal says on which', async () => {
    const { rows } = await desk.client.assets.list({ limit: 5 });
    const selection = { kind: 'asset' as const, ids: rows.map(({ id }) => id), templateId: 'asset-25x12' };
    const place = { startCell: 62, offsetXUm: 300, offsetYUm: -200 };
    const { path } = await desk.client.labels.saveSheetPdf({ ...selection, mediumKey: 'avery-l7651', ...place });
    const pdf = readFileSync(path ?? '').toString('latin1');
    expect(pdf.match(/\/MediaBox/g)).toHaveLength(2);
    const { entries } = await desk.client.reports.journal({ event: 'labels.savedAsPdf' });
    expect(entries[0]?.data).toMatchObject({ labels: 5, sheet: 'L7651' });
    await expect(
      desk.client.labels.saveSheetPdf({ ...selection, mediumKey: 'zebra-51x25', ...place }),
    ).rejects.toMatchObject({ code: 'NO_SUCH_MEDIUM' });
  });

  it('[V4] a printer of the system needs its name, and never one that a program takes for an option', async () => {
    await expect(add({ transport: 'queue' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(() => printerAt(9100, { transport: 'queue', queue: '-o raw' })).toThrow();
    const input = { ...printerAt(9100, { transport: 'queue' }), queue: '-d other' };
    await expect(desk.client.labels.savePrinter(input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the spooler of Windows', () => {
  it('[V4] says clearly that its optional module is missing', async () => {
    await expect(winspool(() => null).list()).rejects.toMatchObject({ code: 'SPOOLER_MODULE_MISSING' });
    const target = { queue: 'Zebra', spooler: winspool(() => null), page: null };
    expect(await printThroughQueue(target, [{ id: 1, data: Buffer.from('x') }])).toMatchObject({
      outcome: { state: 'failed', reason: 'SPOOLER_MODULE_MISSING' },
    });
  });

  /** The spooler of Windows, of which each function says what it is told to. */
  function spoolerThat(answers: Readonly<Record<string, (...args: unknown[]) => number>>) {
    const calls: string[] = [];
    const usual: typeof answers = {
      StartDocPrinterW: () => 7,
      WritePrinter: (_printer, _data, size, done) => {
        (done as number[])[0] = size as number;
        return 1;
      },
    };
    const func = (declaration: string) => {
      const name = /(\w+)\(/.exec(declaration)?.[1] ?? '';
      return (...args: unknown[]): number => {
        calls.push(name);
        return (answers[name] ?? usual[name] ?? (() => 1))(...args);
      };
    };
    return { calls, spooler: winspool(() => ({ load: () => ({ func }) })) };
  }
  const label = Buffer.from('^XA^XZ');
  const printed = async ({ spooler }: ReturnType<typeof spoolerThat>) =>
    printThroughQueue({ queue: 'Zebra', spooler, page: null }, [{ id: 1, data: label }]);

  it('[V4] opens the printer, writes one raw document and closes it', async () => {
    const { calls, spooler } = spoolerThat({});
    expect(await spooler.submit('Zebra', label, null)).toBe('7');
    expect(calls).toEqual(['OpenPrinterW', 'StartDocPrinterW', 'WritePrinter', 'EndDocPrinter', 'ClosePrinter']);
  });

  it('[V4] goes on where the spooler took a part', async () => {
    const parts: string[] = [];
    const { calls, spooler } = spoolerThat({
      WritePrinter: (_printer, data, size, done) => {
        const taken = Math.min(Number(size), 4);
        parts.push(
          Buffer.from(data as Uint8Array)
            .subarray(0, taken)
            .toString(),
        );
        (done as number[])[0] = taken;
        return 1;
      },
    });
    expect(await spooler.submit('Zebra', label, null)).toBe('7');
    expect(parts).toEqual(['^XA^', 'XZ']);
    expect(calls).not.toContain('AbortPrinter');
  });

  it('[V4] a label of which nothing was taken failed; one of which something was is unknown, and never printed again by itself', async () => {
    const nothing = spoolerThat({ WritePrinter: () => 0 });
    expect(await printed(nothing)).toMatchObject({ outcome: { state: 'failed', reason: 'QUEUE_REFUSED' } });
    expect(nothing.calls.slice(-2)).toEqual(['AbortPrinter', 'ClosePrinter']);
    let writes = 0;
    const half = spoolerThat({
      WritePrinter: (_printer, _data, _size, done) => {
        (done as number[])[0] = writes === 0 ? 3 : 0;
        writes += 1;
        return writes === 1 ? 1 : 0;
      },
    });
    expect(await printed(half)).toMatchObject({ outcome: { state: 'unknown', reason: 'QUEUE_DROPPED' } });
    expect(half.calls).toContain('AbortPrinter');
    const unended = spoolerThat({ EndDocPrinter: () => 0 });
    expect(await printed(unended)).toMatchObject({ outcome: { state: 'unknown', reason: 'QUEUE_DROPPED' } });
  });
});
