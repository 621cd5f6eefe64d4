import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  startZplPrinter,
  type ZplPrinterOptions,
  type ZplPrinterSimulator,
} from '../../devices/simulators/zpl-printer.ts';
import { parseErrorReport, parseHostStatus } from './printer-status.ts';
import type { LabelState } from './print-result.ts';
import { printLabels, queryPrinter } from './tcp.ts';

const timings = { connectMs: 10_000, idleMs: 10_000, pollMs: 1, confirmMs: 60, repairMs: 60 };
/** For printers from which silence is expected. */
const impatient = { ...timings, idleMs: 150 };
const label = (id: number) => ({ id, data: Buffer.from(`^XA^FDlabel ${id}^FS^XZ\n`) });
const three = [label(1), label(2), label(3)];
const textOf = (printer: ZplPrinterSimulator) =>
  printer.received.map((zpl) => zpl.replace(/\^XA\^FD(.*)\^FS\^XZ/, '$1'));

const running: ZplPrinterSimulator[] = [];
afterEach(async () => {
  for (const printer of running.splice(0)) await printer.close();
});

async function startPrinter(options: ZplPrinterOptions = {}) {
  const printer = await startZplPrinter(options);
  running.push(printer);
  return { printer, address: { host: '127.0.0.1', port: printer.port, language: 'zpl' as const } };
}

describe('printing', () => {
  test('[V4] every label is confirmed before the next one is sent', async () => {
    const { printer, address } = await startPrinter();
    const states: [number, string][] = [];
    const onState = (id: number, { state }: LabelState) => void states.push([id, state]);
    expect(await printLabels(address, three, { timings, onState })).toEqual({ done: true, printed: 3 });
    expect(states).toEqual(
      [1, 2, 3].flatMap((id) => [
        [id, 'sending'],
        [id, 'confirmed'],
      ]),
    );
    expect(textOf(printer)).toEqual(['label 1', 'label 2', 'label 3']);
  });

  test('[V4] a slow printer is waited for', async () => {
    const { printer, address } = await startPrinter({ faults: { slowDrain: 3 } });
    const result = await printLabels(address, three, { timings: { ...timings, confirmMs: 5000 } });
    expect(result).toEqual({ done: true, printed: 3 });
    expect(printer.received).toHaveLength(3);
  });

  test('[V4] after a fault the work goes on exactly at the label that was refused', async () => {
    const { printer, address } = await startPrinter();
    const onState = (id: number, { state }: LabelState) => {
      if (id === 2 && state === 'confirmed') printer.faults.paperOut = true;
    };
    const stopped = await printLabels(address, three, { timings, onState });
    const outcome = { state: 'refused', reason: 'PAPER_OUT' };
    expect(stopped).toEqual({ done: false, printed: 2, stoppedAt: 3, outcome });
    printer.faults.paperOut = false;
    expect(await printLabels(address, three.slice(2), { timings })).toEqual({ done: true, printed: 1 });
    expect(textOf(printer)).toEqual(['label 1', 'label 2', 'label 3']);
  });

  test('[V4] a fault after sending is told, and costs nothing when it is repaired in time', async () => {
    const { printer, address } = await startPrinter();
    const states: LabelState[] = [];
    const onState = (_id: number, state: LabelState) => {
      states.push(state);
      if (state.state === 'sending') printer.faults.headOpen = true;
      if (state.state === 'waiting') printer.faults.headOpen = false;
    };
    const result = await printLabels(address, [label(1)], { timings: { ...timings, repairMs: 5000 }, onState });
    expect(result).toEqual({ done: true, printed: 1 });
    expect(states).toEqual([{ state: 'sending' }, { state: 'waiting', reason: 'HEAD_OPEN' }, { state: 'confirmed' }]);
  });

  test('[V4] a fault that stays after sending leaves the label unknown', async () => {
    const { printer, address } = await startPrinter();
    const onState = (_id: number, { state }: LabelState) => {
      if (state === 'sending') printer.faults.ribbonOut = true;
    };
    const outcome = { state: 'unknown', reason: 'RIBBON_OUT' };
    const result = await printLabels(address, three, { timings, onState });
    expect(result).toEqual({ done: false, printed: 0, stoppedAt: 1, outcome });
  });

  test('[V4] two calls for one printer take turns on one connection each', async () => {
    const { printer, address } = await startPrinter();
    let most = 0;
    const onState = () => void (most = Math.max(most, printer.state.connections));
    await Promise.all([
      printLabels(address, three, { timings, onState }),
      printLabels(address, [label(4)], { timings, onState }),
    ]);
    expect(textOf(printer)).toEqual(['label 1', 'label 2', 'label 3', 'label 4']);
    expect(most).toBe(1);
  });
});

describe('faults of the printer', () => {
  test.for([
    ['paperOut', 'PAPER_OUT'],
    ['headOpen', 'HEAD_OPEN'],
    ['ribbonOut', 'RIBBON_OUT'],
    ['paused', 'PAUSED'],
  ] as const)('[V4] [V6] %s refuses before anything is sent', async ([fault, reason]) => {
    const { printer, address } = await startPrinter({ faults: { [fault]: true } });
    expect(await queryPrinter(address, { timings })).toEqual({ state: 'fault', faults: [reason] });
    const result = await printLabels(address, three, { timings });
    expect(result).toEqual({ done: false, printed: 0, stoppedAt: 1, outcome: { state: 'refused', reason } });
    expect(printer.state.buffered).toEqual([]);
  });

  test('[V4] [V6] a printer that keeps silent while its head is open is asked for its errors', async () => {
    const { address } = await startPrinter({ faults: { silentStatus: true, headOpen: true } });
    expect(await queryPrinter(address, { timings: impatient })).toEqual({ state: 'fault', faults: ['HEAD_OPEN'] });
    const result = await printLabels(address, three, { timings: impatient });
    expect(result).toMatchObject({ stoppedAt: 1, outcome: { state: 'refused', reason: 'HEAD_OPEN' } });
  });

  test('[V4] [V6] a printer that reports nothing gets its labels as sent', async () => {
    const { printer, address } = await startPrinter({ faults: { noStatus: true } });
    expect(await queryPrinter(address, { timings: impatient })).toEqual({ state: 'silent', faults: [] });
    const states: string[] = [];
    const onState = (_id: number, { state }: LabelState) => void states.push(state);
    expect(await printLabels(address, three, { timings: impatient, onState })).toEqual({ done: true, printed: 3 });
    expect(states).toEqual(['sending', 'sent', 'sending', 'sent', 'sending', 'sent']);
    await expect.poll(() => printer.received.length).toBe(3);
  });

  test('[V4] a printer that answered before and is silent now is not printed on', async () => {
    const { printer, address } = await startPrinter();
    const onState = (id: number, { state }: LabelState) => {
      if (id === 1 && state === 'confirmed') printer.faults.noStatus = true;
    };
    const result = await printLabels(address, three, { timings: impatient, onState });
    expect(result).toMatchObject({ printed: 1, stoppedAt: 2, outcome: { state: 'refused', reason: 'SILENT' } });
  });

  test('[V4] [V6] a connection cut in the middle of a label leaves it unknown', async () => {
    const { printer, address } = await startPrinter({ faults: { dropAfterBytes: 20 } });
    const result = await printLabels(address, three, { timings });
    expect(result).toMatchObject({ stoppedAt: 1, outcome: { state: 'unknown', reason: 'CONNECTION_LOST' } });
    expect(printer.received).toEqual([]);
  });

  test('[V4] [V6] a printer that stops reading leaves a large label unknown', async () => {
    const { address } = await startPrinter({ faults: { stall: true } });
    const large = { id: 1, data: Buffer.from(`^XA^FD${'x'.repeat(30_000_000)}^FS^XZ`) };
    const result = await printLabels(address, [large], { timings: impatient });
    expect(result).toMatchObject({ stoppedAt: 1, outcome: { state: 'unknown', reason: 'IDLE_TIMEOUT' } });
  });
});

describe('the network and the caller', () => {
  test('[V4] nobody there: nothing was sent', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, language: 'zpl' as const };
    await new Promise((resolve) => server.close(resolve));
    expect(await queryPrinter(address, { timings })).toEqual({ state: 'unreachable', faults: ['CONNECTION_REFUSED'] });
    const result = await printLabels(address, three, { timings });
    expect(result).toMatchObject({ stoppedAt: 1, outcome: { state: 'failed', reason: 'CONNECTION_REFUSED' } });
  });

  test('[V4] cancelled between two labels: the next one was not sent', async () => {
    const { printer, address } = await startPrinter();
    const cancel = new AbortController();
    const onState = (id: number, { state }: LabelState) => {
      if (id === 2 && state === 'confirmed') cancel.abort();
    };
    const result = await printLabels(address, three, { timings, onState, signal: cancel.signal });
    expect(result).toMatchObject({ printed: 2, stoppedAt: 3, outcome: { state: 'failed', reason: 'CANCELLED' } });
    expect(printer.received).toHaveLength(2);
  });

  test('[V4] an error of the caller is not taken for one of the printer', async () => {
    const { address } = await startPrinter();
    const onState = () => Promise.reject(new Error('disk full'));
    await expect(printLabels(address, three, { timings, onState })).rejects.toThrow('disk full');
  });
});

describe('answers', () => {
  test('[V4] ~HS is read by its fields', () => {
    const reply =
      '\u0002030,1,1,0200,002,1,0,1,000,1,1,1\u0003\r\n\u0002000,0,1,1,0,2,4,0,00000003,1,000\u0003\r\n\u00021234,0\u0003\r\n';
    expect(parseHostStatus(reply)).toEqual({
      faults: ['PAPER_OUT', 'PAUSED', 'BUFFER_FULL', 'MEMORY_LOST', 'TOO_COLD', 'TOO_HOT', 'HEAD_OPEN', 'RIBBON_OUT'],
      formatsInBuffer: 2,
      labelsLeft: 3,
      partialFormat: true,
    });
    expect(parseHostStatus('\u0002rubbish\u0003\u0002x\u0003\u0002\u0003')).toBeNull();
  });

  test('[V4] ~HQES is read by its bits', () => {
    const report = (errors: string) =>
      parseErrorReport(`PRINTER STATUS\r\n ERRORS: ${errors}\r\n WARNINGS: 0 00000000 00000000`);
    expect(report('0 00000000 00000000')).toEqual([]);
    expect(report('1 00000000 00000005')).toEqual(['PAPER_OUT', 'HEAD_OPEN']);
    expect(report('1 00000000 000000B0')).toEqual(['TOO_HOT', 'HEAD_FAULT']);
    expect(report('1 00000000 00010001')).toEqual(['PAPER_OUT', 'OTHER_FAULT']);
    expect(parseErrorReport('hello')).toBeNull();
  });
});
