import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrotherPrinter } from '#backend/features/devices/simulators/printers/brother-printer.ts';
import { startEplPrinter } from '#backend/features/devices/simulators/printers/epl-printer.ts';
import type { PrintedLabel, PrinterSimulator } from '#backend/features/devices/simulators/printers/printer-server.ts';
import { startTsplPrinter } from '#backend/features/devices/simulators/printers/tspl-printer.ts';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { ZplPrinterSimulator } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { TemplateDesignInput } from '#shared/features/labels/template.ts';
import english from '../../../resources/i18n/en.json' with { type: 'json' };
import { codesOnLabel, printPicture, readCodes } from '#tests/labels/read-label.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { codeElement, designOf } from '#tests/support/label-designs.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

interface BadInput {
  id: string;
  entry: string;
  title: string;
  input: { kind: 'text' | 'json' | 'recipe'; value: string & Record<string, unknown> };
}
const fixture = fileURLToPath(new URL('../../fixtures/bad-inputs.json', import.meta.url));
const { inputs: all } = JSON.parse(readFileSync(fixture, 'utf8')) as { inputs: BadInput[] };
const inputs = all.filter(({ entry }) => entry === 'label');
const inputOf = (id: string): BadInput['input']['value'] => {
  const found = inputs.find((input) => input.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found.input.value;
};

/** Texts that have a meaning for some printer, as the name of an asset; `enters` is false where no field takes them. */
const texts: Readonly<Record<string, { enters: boolean }>> = {
  'LBL-001': { enters: true },
  'LBL-002': { enters: true },
  'LBL-004': { enters: true },
  'LBL-005': { enters: true },
  'LBL-006': { enters: true },
  'LBL-008': { enters: true },
  'LBL-009': { enters: true },
  'LBL-010': { enters: false },
  'LBL-012': { enters: false },
  'LBL-013': { enters: true },
  'LBL-014': { enters: true },
  'LBL-016': { enters: false },
};
const others = ['LBL-017', 'LBL-018', 'LBL-020', 'LBL-021', 'LBL-022', 'LBL-024'];

let desk: TestDesk;
let zpl: ZplPrinterSimulator;
let bitmaps: Record<'tspl' | 'epl' | 'brother', PrinterSimulator>;
let printers: Record<'zpl' | 'tspl' | 'epl' | 'brother', number>;
let named: string;
const clean = new Set(Reflect.ownKeys(Object.prototype));

beforeAll(async () => {
  desk = await openReadyDesk();
  zpl = await startZplPrinter();
  bitmaps = { tspl: await startTsplPrinter(), epl: await startEplPrinter(), brother: await startBrotherPrinter() };
  const add = async (language: 'zpl' | 'tspl' | 'epl' | 'brother', port: number) => {
    const brother = language === 'brother' ? { dpi: 300 as const, mediumKey: 'brother-dk-22205' } : {};
    const details = printerAt(port, { name: language, language, ...brother });
    return (await desk.client.labels.savePrinter(details)).id;
  };
  printers = {
    zpl: await add('zpl', zpl.port),
    tspl: await add('tspl', bitmaps.tspl.port),
    epl: await add('epl', bitmaps.epl.port),
    brother: await add('brother', bitmaps.brother.port),
  };
  named = await template([
    { ...codeElement('qr', '{name}'), x: 0, y: 0, width: 25, height: 25 },
    { id: 'text', type: 'text', x: 26, y: 2, width: 23, height: 20, value: '{name}', sizeMm: 2.4, lines: 6 },
  ]);
}, 60_000);
afterAll(async () => {
  await desk.close();
  await zpl.close();
  await Promise.all(Object.values(bitmaps).map((printer) => printer.close()));
  expect(new Set(Reflect.ownKeys(Object.prototype))).toEqual(clean);
});

let made = 0;
async function template(elements: TemplateDesignInput['elements'], rest: Partial<TemplateDesignInput> = {}) {
  made += 1;
  const design = designOf(elements, { name: `Test ${made}`, ...rest });
  return (await desk.client.labels.saveTemplate({ id: null, version: null, categoryId: null, design })).id;
}

async function assetNamed(name: string, serial: string | null = null): Promise<number> {
  const [category] = await desk.client.assets.listCategories();
  return (await desk.client.assets.create({ ...bareAsset, name, serial, categoryId: category?.id ?? 0 })).id;
}

async function printOn(printerId: number, id: number, templateId = named): Promise<void> {
  const { jobId } = await desk.client.labels.print({ kind: 'asset', ids: [id], templateId, printerId, copies: 1 });
  await jobThat(desk, jobId, ({ state }) => state === 'done');
}

const codesOn = async (format: string, widthMm = 50): Promise<string[]> =>
  readCodes(await printPicture(format, { widthMm, heightMm: 25, dpi: 203 } as Parameters<typeof printPicture>[1]));

describe('bad inputs of labels', () => {
  it('[V4] are all answered for', () => {
    const known = new Set([...Object.keys(texts), ...others]);
    expect(inputs.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !inputs.some((input) => input.id === id))).toEqual([]);
  });

  it.each(
    inputs.filter(({ id }) => texts[id]?.enters === true).map(({ id, title, input }) => [id, title, input.value]),
  )(
    '[V4] %s %s is printed as text by every printer, one label each, and reads back whole',
    async (_id, _title, value) => {
      const id = await assetNamed(value);
      const before = zpl.received.length;
      await printOn(printers.zpl, id);
      expect(zpl.received).toHaveLength(before + 1);
      expect(await codesOn(zpl.received[before] ?? '')).toEqual([value]);
      for (const language of ['tspl', 'epl', 'brother'] as const) {
        const printer = bitmaps[language];
        const count = printer.received.length;
        await printOn(printers[language], id);
        await expect.poll(() => printer.received.length).toBe(count + 1);
        expect(printer.misunderstood).toEqual([]);
        expect(await codesOnLabel(printer.received[count] as PrintedLabel)).toEqual([value]);
      }
    },
  );

  it.each(['LBL-010', 'LBL-012', 'LBL-016'])('[V4] %s is refused before it can be on any label', async (id) => {
    const value = id === 'LBL-010' ? 'x '.repeat(4000) : inputOf(id);
    const before = await desk.client.assets.list({ limit: 200 });
    await expect(assetNamed(value)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(template([{ ...codeElement('qr'), value: `{tag}${value}` }])).rejects.toThrow();
    expect((await desk.client.assets.list({ limit: 200 })).rows).toHaveLength(before.rows.length);
  });

  it('[V4] LBL-008 is no change of subset in a Code 128 either', async () => {
    const value = inputOf('LBL-008');
    const id = await assetNamed(value);
    const element = { ...codeElement('code128', '{name}'), width: 100 };
    await printOn(printers.zpl, id, await template([element], { widthMm: 100 }));
    expect(await codesOn(zpl.received.at(-1) ?? '', 100)).toEqual([value]);
  });

  it('[V4] LBL-005 meets a printer that is told the usual prefixes first', async () => {
    const heard: string[] = [];
    const { createServer } = await import('node:net');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.setEncoding('latin1').on('data', (chunk: string) => heard.push(chunk));
      socket.on('end', () => socket.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const printer = await desk.client.labels.savePrinter(printerAt(port, { name: 'Plain sink' }));
    await desk.client.labels.printerStatus({ id: printer.id });
    const id = await assetNamed(inputOf('LBL-005'));
    await printOn(printer.id, id);
    expect(heard.join('')).toContain('CT~~CD,~CC^~CT~\n');
    expect(heard.join('').indexOf('~CC^')).toBeLessThan(heard.join('').indexOf('^XA'));
    await new Promise((resolve) => server.close(resolve));
  }, 30_000);

  it.each(['LBL-017', 'LBL-018'])('[V4] %s is refused as a file and as a design, and nothing is stored', async (id) => {
    const value = String((inputOf(id) as unknown as { template: string }).template);
    const known = await desk.client.labels.listTemplates();
    for (const content of [JSON.stringify(inputOf(id)), value])
      await expect(desk.client.labels.importTemplate({ content })).rejects.toMatchObject({ code: 'FILE_REFUSED' });
    const design = { ...designOf([codeElement('qr')]), name: 'Unknown', elements: [{ ...codeElement('qr'), value }] };
    await expect(
      desk.client.labels.saveTemplate({ id: null, version: null, categoryId: null, design: design as never }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await desk.client.labels.listTemplates()).toHaveLength(known.length);
  });

  it('[V4] LBL-020 is refused with what it needs, and another code is offered', async () => {
    const { w_mm: width, symbology } = inputOf('LBL-020') as unknown as { w_mm: number; symbology: 'code128' };
    const narrow = { ...codeElement(symbology, '{serial}'), width };
    await expect(template([narrow], { widthMm: width })).rejects.toMatchObject({
      code: 'TEMPLATE_WOULD_NOT_SCAN',
      data: { problem: 'SYMBOL_TOO_WIDE', availableMm: width },
    });
    // A template that scans with usual serials, and one that is longer.
    const templateId = await template([codeElement(symbology, '{serial}')]);
    const ids = [await assetNamed('Long', 'S'.repeat(48))];
    await expect(
      desk.client.labels.print({ kind: 'asset', ids, templateId, printerId: printers.zpl, copies: 1 }),
    ).rejects.toMatchObject({ code: 'LABEL_DOES_NOT_FIT', data: { problem: 'SYMBOL_TOO_WIDE', availableMm: 50 } });
    const sentence = (english as Record<string, unknown>)['labelProblem.SYMBOL_TOO_WIDE'];
    expect(sentence).toContain('Data Matrix');
  });

  it('[V4] LBL-021 is refused with the characters that the code has no sign for', async () => {
    const { text } = inputOf('LBL-021') as unknown as { text: string };
    const id = await assetNamed('Code 39', text);
    const element = { ...codeElement('code39', '{serial}'), width: 120 };
    const templateId = await template([element], { widthMm: 120 });
    await expect(
      desk.client.labels.print({ kind: 'asset', ids: [id], templateId, printerId: printers.zpl, copies: 1 }),
    ).rejects.toMatchObject({ code: 'LABEL_DOES_NOT_FIT', data: { problem: 'NOT_ENCODABLE', characters: 'abc_é' } });
  });

  it('[V4] LBL-022 is refused: five hundred copies are the most', async () => {
    const { copies } = inputOf('LBL-022') as unknown as { copies: number };
    const id = await assetNamed('Many');
    const print = { kind: 'asset' as const, ids: [id], templateId: named, printerId: printers.zpl };
    const queued = (await desk.client.labels.queue()).length;
    for (const number of [copies, 501, 0, 1.5])
      await expect(desk.client.labels.print({ ...print, copies: number })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    expect(await desk.client.labels.queue()).toHaveLength(queued);
    const { jobId } = await desk.client.labels.print({ ...print, copies: 500 });
    await jobThat(desk, jobId, ({ state }) => state === 'done');
    expect(zpl.received.at(-1)).toContain('^PQ500');
  });

  it('[V4] LBL-024 leaves the label on its way unknown: it asks, and prints nothing twice', async () => {
    zpl.faults.slowDrain = 1_000_000;
    const ids = [await assetNamed('First'), await assetNamed('Second')];
    const print = { kind: 'asset' as const, ids, templateId: named, printerId: printers.zpl, copies: 1 };
    const { jobId } = await desk.client.labels.print(print);
    const changes = await desk.client.application.changes();
    const states = async () => (await desk.client.labels.jobLabels({ jobId })).map(({ state }) => state);
    while ((await states())[0] !== 'sending') await changes.next();
    const before = zpl.received.length;
    await desk.restart();
    zpl.faults.slowDrain = 0;
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    const [job] = await desk.client.labels.queue();
    expect(job).toMatchObject({ id: jobId, state: 'waiting', problem: 'INTERRUPTED', unknown: 1 });
    expect(await states()).toEqual(['unknown', 'queued']);
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    await jobThat(desk, jobId, ({ state }) => state === 'done');
    // The first one came out of the printer's buffer, the second one was sent: each once.
    expect(zpl.received.slice(before)).toHaveLength(2);
  });
});

describe('what else goes wrong in printing', () => {
  it('[V4] [D4] a printer that takes everything and prints nothing is found out by the labels that are not read', async () => {
    bitmaps.tspl.faults.acceptsAndDrops = true;
    const ids = [await assetNamed('Dropped')];
    const print = { kind: 'asset' as const, ids, templateId: named, printerId: printers.tspl, copies: 1, proof: true };
    const { jobId } = await desk.client.labels.print(print);
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 1 });
    expect(await desk.client.labels.unread()).toMatchObject([{ jobId, labels: [{ code: 'Dropped' }] }]);
    bitmaps.tspl.faults.acceptsAndDrops = false;
    const count = bitmaps.tspl.received.length;
    const again = await desk.client.labels.voidUnread({ jobId });
    await jobThat(desk, again.jobId ?? 0, ({ state }) => state === 'done');
    await expect.poll(() => bitmaps.tspl.received.length).toBe(count + 1);
    expect((await desk.client.labels.jobLabels({ jobId }))[0]?.proof).toBe('void');
  });

  it('[V4] [S5] a lower role brings in no template, with printer commands in it or without', async () => {
    const password = 'another correct horse';
    const account = { username: 'desk', displayName: 'Desk', password, roles: ['desk_operator' as const] };
    await desk.client.auth.createOperator(account);
    const operator = desk.connect();
    await operator.auth.signIn({ username: account.username, password });
    const value = '^XZ~JR^XA^IDE:*.*^FS';
    const design = designOf([{ ...codeElement('qr'), value: `{tag}${value}` }], { name: 'Hostile' });
    await expect(
      operator.labels.saveTemplate({ id: null, version: null, categoryId: null, design }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(operator.labels.importTemplate({ content: JSON.stringify(design) })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    // And who may design gets commands out of a template no more than out of a value.
    const templateId = await template([
      { ...codeElement('qr'), value: `{tag}${value}`, x: 0, y: 0, width: 25, height: 25 },
    ]);
    const id = await assetNamed('Plain');
    const before = zpl.received.length;
    await printOn(printers.zpl, id, templateId);
    expect(zpl.received).toHaveLength(before + 1);
    const { tag } = await desk.client.assets.get({ id });
    expect(await codesOn(zpl.received[before] ?? '')).toEqual([`${tag}${value}`]);
  });

  it('[V4] a label that can’t be drawn stops its job there, says why, and holds up no other job', async () => {
    // As wide as the roll: what reaches its edge can't be printed. It is seen at once for every label of the batch.
    const templateId = await template(
      [
        { ...codeElement('qr', '{tag}'), x: 2, y: 1, width: 20, height: 18 },
        { id: 'name', type: 'text', x: 24, y: 2, width: 37.9, height: 12, value: '{name}', sizeMm: 3, lines: 1 },
      ],
      { widthMm: 62, heightMm: 20 },
    );
    const [short, long] = [await assetNamed('A'), await assetNamed('W'.repeat(60))];
    const print = { kind: 'asset' as const, templateId, printerId: printers.brother, copies: 1 };
    await expect(desk.client.labels.print({ ...print, ids: [short, long] })).rejects.toMatchObject({
      code: 'LABEL_DOES_NOT_FIT',
      data: { problem: 'OUTSIDE_PRINTABLE' },
    });
    // A job that was queued before its printer had other rolls is caught when its label is drawn.
    bitmaps.brother.faults.paperOut = true;
    const { jobId } = await desk.client.labels.print({ ...print, ids: [short, short] });
    await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    await desk.backend.inventory?.writes.run((tx) =>
      tx
        .updateTable('label_job_item')
        .set((eb) => ({ content: eb.fn<string>('json_set', ['content', eb.val('$.layout.widthMm'), eb.val(90)]) }))
        .where('job_id', '=', jobId)
        .where('position', '=', 2)
        .execute(),
    );
    bitmaps.brother.faults.paperOut = false;
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    const stopped = await jobThat(desk, jobId, ({ problem }) => problem === 'NO_ROLL');
    expect(stopped).toMatchObject({ state: 'waiting', printed: 1, unknown: 0 });
    const states = (await desk.client.labels.jobLabels({ jobId })).map(({ state }) => state);
    expect(states).toEqual(['confirmed', 'queued']);
    await printOn(printers.brother, short, templateId);
    await desk.client.labels.cancel({ jobId });
    expect((await desk.client.labels.queue()).find(({ id }) => id === jobId)?.state).toBe('cancelled');
  });
});
