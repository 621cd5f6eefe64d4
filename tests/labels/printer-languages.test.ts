import { afterEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { startBrotherPrinter } from '#backend/features/devices/simulators/printers/brother-printer.ts';
import { startEplPrinter } from '#backend/features/devices/simulators/printers/epl-printer.ts';
import type { PrinterSimulator } from '#backend/features/devices/simulators/printers/printer-server.ts';
import { startTsplPrinter } from '#backend/features/devices/simulators/printers/tspl-printer.ts';
import { renderLabel } from '#backend/features/labels/render/render-label.ts';
import type { LabelState } from '#backend/features/labels/transport/print-result.ts';
import { printLabels, queryPrinter } from '#backend/features/labels/transport/tcp.ts';
import { builtInTemplate } from '#shared/features/labels/built-in-templates.ts';
import type { Dpi } from '#shared/features/labels/dots.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import { codesOnLabel } from './read-label.ts';

const settings = { copies: 1, offsetXDots: 0, offsetYDots: 0, darkness: 16, speed: 3 };
const timings = { connectMs: 1000, idleMs: 1000, pollMs: 1, confirmMs: 300 };
const running: PrinterSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((printer) => printer.close()));
});

const languages = [
  { language: 'tspl', dpi: 203, start: () => startTsplPrinter({ dpi: 203 }) },
  { language: 'tspl', dpi: 300, start: () => startTsplPrinter({ dpi: 300 }) },
  { language: 'epl', dpi: 203, start: () => startEplPrinter() },
  { language: 'epl', dpi: 300, start: () => startEplPrinter() },
  { language: 'brother', dpi: 300, start: () => startBrotherPrinter() },
] as const;
const answering = languages.filter(({ language }) => language !== 'epl');

async function started(start: () => Promise<PrinterSimulator>): Promise<PrinterSimulator> {
  const printer = await start();
  running.push(printer);
  return printer;
}

function layoutOf(tag: string, dpi: Dpi, name = 'ThinkPad T14', id = 'asset-50x25-qr'): LabelLayout {
  const template = builtInTemplate(id);
  if (template === undefined) throw new Error(id);
  const result = layoutLabel(template, { tag, name, owner: 'Žluť', model: name, serial: '5CG1' }, dpi);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.layout;
}

function bytesOf(layout: LabelLayout, language: 'tspl' | 'epl' | 'brother'): Uint8Array {
  const rendered = renderLabel(layout, language, settings);
  if (!rendered.ok) throw new Error(rendered.code);
  return rendered.data;
}

describe.for(languages)('$language at $dpi dpi', ({ language, dpi, start }) => {
  test('[V4] [V6] every built-in asset label reads as its tag after printing', async () => {
    const printer = await started(start);
    const ids = ['asset-50x25', 'asset-50x25-qr', 'asset-25x12'];
    const labels = ids.map((id) => ({ id, data: bytesOf(layoutOf('LT-000123', dpi, 'Notebook', id), language) }));
    const result = await printLabels({ host: '127.0.0.1', port: printer.port, language }, labels, { timings });
    expect(result).toEqual({ done: true, printed: 3 });
    await expect.poll(() => printer.received.length).toBe(3);
    for (const label of printer.received) expect(await codesOnLabel(label)).toEqual(['LT-000123']);
    expect(printer.misunderstood).toEqual([]);
  });

  test('[V4] no text ever breaks out of its field', async () => {
    const printer = await started(start);
    const address = { host: '127.0.0.1', port: printer.port, language };
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '^FS^XZ^XA',
        '~JR',
        '"\r\nPRINT 1,9\r\n',
        'x"\nP9\n',
        '\u001b%-12345X@PJL',
        '\u001bi!\u001a',
        'A>B_5E',
      ),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        const data = bytesOf(layoutOf('LT-000123', dpi, name), language);
        await printLabels(address, [{ id: 1, data }], { timings });
        count += 1;
        await expect.poll(() => printer.received.length, { interval: 1 }).toBe(count);
        expect(printer.misunderstood).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe.for(answering)('$language at $dpi dpi, answering', ({ language, dpi, start }) => {
  test('[V4] [V6] paper out at label 37 of 50: the rest goes on exactly there', async () => {
    const printer = await started(start);
    const onState = (id: string, { state }: LabelState) => {
      if (id === 'LT-000036' && state === 'confirmed') printer.faults.paperOut = true;
    };
    const address = { host: '127.0.0.1', port: printer.port, language };
    const tags = Array.from({ length: 50 }, (_, index) => `LT-${String(index + 1).padStart(6, '0')}`);
    const labels = tags.map((tag) => ({ id: tag, data: bytesOf(layoutOf(tag, dpi), language) }));
    const first = await printLabels(address, labels, { timings, onState });
    const outcome = { state: 'refused', reason: 'PAPER_OUT' };
    expect(first).toEqual({ done: false, printed: 36, stoppedAt: 'LT-000037', outcome });
    printer.faults.paperOut = false;
    expect(await printLabels(address, labels.slice(36), { timings })).toEqual({ done: true, printed: 14 });
    const printed = await Promise.all(printer.received.map(codesOnLabel));
    expect(printed.flat()).toEqual(tags);
  });

  test('[V4] [V6] a roll that ends while a label is printed leaves that one label unknown and sends no other', async () => {
    const printer = await started(start);
    printer.faults.paperOutAfter = 2;
    const address = { host: '127.0.0.1', port: printer.port, language };
    const labels = [1, 2, 3].map((id) => ({ id, data: bytesOf(layoutOf(`LT-${id}`, dpi), language) }));
    const outcome = { state: 'unknown', reason: 'PAPER_OUT' };
    const result = await printLabels(address, labels, { timings });
    expect(result).toEqual({ done: false, printed: 1, stoppedAt: 2, outcome });
    printer.faults.paperOut = false;
    expect(await queryPrinter(address, { timings })).toEqual({ state: 'ready', faults: [] });
    expect(printer.received).toHaveLength(2);
  });

  test('[V4] [V6] an open head, a slow printer and silence are told apart', async () => {
    const printer = await started(start);
    const address = { host: '127.0.0.1', port: printer.port, language };
    printer.faults.headOpen = true;
    expect(await queryPrinter(address, { timings })).toEqual({ state: 'fault', faults: ['HEAD_OPEN'] });
    printer.faults.headOpen = false;
    printer.faults.slow = 3;
    const one = [{ id: 1, data: bytesOf(layoutOf('LT-000001', dpi), language) }];
    expect(await printLabels(address, one, { timings: { ...timings, confirmMs: 5000 } })).toEqual({
      done: true,
      printed: 1,
    });
    printer.faults.silent = true;
    expect(await queryPrinter(address, { timings: { ...timings, idleMs: 30 } })).toEqual({
      state: 'silent',
      faults: [],
    });
  });
});
