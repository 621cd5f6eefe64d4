import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { ZplPrinterSimulator } from '#backend/features/devices/simulators/zpl-printer.ts';
import { codeOfCard, numberOfCard } from '#shared/features/desk/command-card.ts';
import { printerLanguages } from '#shared/features/labels/printer-contract.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

let desk: TestDesk;
let simulator: ZplPrinterSimulator;

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  simulator = await startZplPrinter();
});
afterEach(async () => {
  await desk.close();
  await simulator.close();
});

async function print(printerId: number, count = 1, templateId = 'asset-50x25'): Promise<number> {
  const { rows } = await desk.client.assets.list({ limit: count });
  const ids = rows.map(({ id }) => id);
  return (await desk.client.labels.print({ kind: 'asset', ids, templateId, printerId, copies: 1 })).jobId;
}

const add = async (rest: Parameters<typeof printerAt>[1] = {}) =>
  (await desk.client.labels.savePrinter(printerAt(simulator.port, rest))).id;

describe('settings by printer and medium', () => {
  it('[V4] move, darken and slow down what is printed while that medium is loaded, and no other', async () => {
    const printerId = await add({ mediumKey: 'zebra-51x25', offsetXDots: 40, darkness: 3 });
    const settings = { printerId, mediumKey: 'zebra-51x25', offsetXUm: 1250, offsetYUm: -500, darkness: 21, speed: 4 };
    await desk.client.labels.saveMediumSettings(settings);
    expect(await desk.client.labels.printerMedia({ printerId })).toMatchObject([
      { ...settings, operator: 'Rita Root' },
    ]);
    await jobThat(desk, await print(printerId), ({ state }) => state === 'done');
    const [adjusted = ''] = simulator.received;
    expect(adjusted).toMatch(/^~SD21/);
    expect(adjusted).toContain('^PR4');
    await desk.client.labels.savePrinter({
      ...printerAt(simulator.port, { mediumKey: 'zebra-57x32', offsetXDots: 0, darkness: 3 }),
      id: printerId,
    });
    await jobThat(desk, await print(printerId), ({ state }) => state === 'done');
    const plain = simulator.received[1] ?? '';
    expect(plain).toMatch(/^~SD03/);
    expect(plain).not.toContain('^PR');
    const lineOf = (zpl: string) => /\^FO(\d+),(\d+)\^GB/.exec(zpl)?.slice(1).map(Number) ?? [];
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [lineOf(plain), lineOf(adjusted)];
    // 1.25 mm and half a millimetre at eight dots a millimetre.
    expect([x2 - x1, y2 - y1]).toEqual([10, -4]);
    const { entries } = await desk.client.reports.journal({ event: 'labels.mediumSet' });
    expect(entries[0]?.data).toMatchObject({ before: null, after: settings });
  });

  it('[V4] what the catalogue does not have is refused', async () => {
    const printerId = await add();
    const settings = { printerId, offsetXUm: 0, offsetYUm: 0, darkness: null, speed: null };
    await expect(desk.client.labels.saveMediumSettings({ ...settings, mediumKey: 'gold' })).rejects.toMatchObject({
      code: 'NO_SUCH_MEDIUM',
      data: { key: 'gold' },
    });
    await expect(add({ name: 'Other', mediumKey: 'gold' })).rejects.toMatchObject({ code: 'NO_SUCH_MEDIUM' });
  });

  it('[V4] a label that is larger than what is loaded is refused, and nothing is queued', async () => {
    const printerId = await add({ mediumKey: 'zebra-38x25' });
    await expect(print(printerId)).rejects.toMatchObject({
      code: 'MEDIUM_TOO_SMALL',
      data: { medium: '38 × 25 mm', widthMm: 38, heightMm: 25 },
    });
    expect(await desk.client.labels.queue()).toEqual([]);
    await jobThat(desk, await print(printerId, 1, 'asset-25x12'), ({ state }) => state === 'done');
  });

  it('[V4] the calibration card is printed by what is being tried, before it is saved', async () => {
    const printerId = await add({ mediumKey: 'zebra-51x25' });
    const settings = { printerId, mediumKey: 'zebra-51x25', offsetXUm: 2000, offsetYUm: 1000, darkness: 25, speed: 2 };
    expect(await desk.client.labels.printCalibration(settings)).toEqual({ state: 'sent', reason: '' });
    const [card = ''] = simulator.received;
    expect(card).toMatch(/^~SD25/);
    // The frame is two millimetres from the edges, and moved by what is tried.
    expect(card).toMatch(/\^FO32,24\^GB376,168,2\^FS/);
    expect(await desk.client.labels.printerMedia({ printerId })).toEqual([]);
    simulator.faults.headOpen = true;
    expect(await desk.client.labels.printCalibration(settings)).toEqual({ state: 'refused', reason: 'HEAD_OPEN' });
    const { entries } = await desk.client.reports.journal({ event: 'labels.calibrationPrinted' });
    expect(entries.map(({ data }) => data)).toMatchObject([{ done: false }, { done: true }]);
    const { layout, widthMm } = { layout: 0, ...(await desk.client.labels.calibrationCard(settings)) };
    expect([layout, widthMm]).toEqual([0, 51]);
  });
});

describe('printers without hardware', () => {
  it.each(printerLanguages)(
    '[V6] a simulated %s printer prints, and waits when its roll has ended',
    async (language) => {
      const dpi = language === 'brother' ? 300 : 203;
      const printerId = await add({ transport: 'simulator', language, dpi });
      const answers = language !== 'epl';
      expect(await desk.client.labels.printerStatus({ id: printerId })).toMatchObject({
        state: answers ? 'ready' : 'silent',
      });
      await desk.client.labels.workPrinter({ id: printerId, faults: [], rollEndsAfter: 2 });
      const jobId = await print(printerId, 4);
      const simulated = () => desk.client.labels.simulatedPrinter({ id: printerId });
      if (answers) {
        const held = await jobThat(desk, jobId, ({ problem }) => problem === 'PAPER_OUT');
        expect(held).toMatchObject({ printed: 2 });
      } else {
        // A printer that says nothing is given everything: what it has no paper for waits inside it.
        expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 4 });
      }
      const { faults, printed } = await untilHeld();
      expect({ faults, printed }).toEqual({ faults: ['paperOut'], printed: 2 });
      // A new roll: the label that was waiting for it comes out, and the rest after it.
      await desk.client.labels.workPrinter({ id: printerId, faults: [], rollEndsAfter: null });
      await jobThat(desk, jobId, ({ state }) => state === 'done');
      await expect.poll(async () => (await simulated()).printed, { timeout: 20_000 }).toBe(4);

      async function untilHeld() {
        await expect.poll(async () => (await simulated()).faults, { timeout: 20_000 }).toEqual(['paperOut']);
        return simulated();
      }
    },
    90_000,
  );

  it('[V6] a fault that this kind of printer can’t have is refused; a real printer is not worked', async () => {
    const printerId = await add({ transport: 'simulator', language: 'tspl' });
    await expect(
      desk.client.labels.workPrinter({ id: printerId, faults: ['tagFails'], rollEndsAfter: null }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const real = await add({ name: 'Real' });
    await expect(desk.client.labels.simulatedPrinter({ id: real })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('labels that are none of assets', () => {
  it('[V4] badges, places, bins and command cards are printed, and each reads as its code', async () => {
    const printerId = await add();
    const people = (await desk.client.people.list({ limit: 2 })).rows.map(({ id }) => id);
    const places = (await desk.client.places.list({})).slice(0, 2).map(({ id }) => id);
    const cards = [numberOfCard('CHECK-IN', 'en'), numberOfCard('UNDO', 'de')];
    for (const [kind, ids, templateId] of [
      ['person', people, 'person-50x25'],
      ['place', places, 'place-50x25'],
      ['place', places, 'bin-50x25'],
      ['command', cards, 'command-86x54'],
    ] as const) {
      const { jobId } = await desk.client.labels.print({ kind, ids: [...ids], templateId, printerId, copies: 1 });
      await jobThat(desk, jobId, ({ state }) => state === 'done');
    }
    expect(simulator.received).toHaveLength(8);
    const [checkIn = '', undo = ''] = simulator.received.slice(6);
    expect(checkIn).toContain(codeOfCard('CHECK-IN'));
    expect(checkIn).toContain('^FDCheck in^FS');
    expect(undo).toContain('^FDRückgängig^FS');
    await expect(
      desk.client.labels.print({ kind: 'command', ids: [99], templateId: 'command-86x54', printerId, copies: 1 }),
    ).rejects.toMatchObject({ code: 'NOTHING_TO_PRINT' });
  });
});
