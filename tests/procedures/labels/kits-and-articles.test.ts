import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { printPicture, readCodes } from '#tests/labels/read-label.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { codeElement, designOf } from '#tests/support/label-designs.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';
import { bareArticle } from '#tests/support/supplies.ts';

let desk: TestDesk;
let printer: Awaited<ReturnType<typeof startZplPrinter>>;
let printerId: number;
let folder: string;
const kits: number[] = [];
const articles: number[] = [];
const chargers = 2;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'labels-of-supplies-'));
  const file = join(folder, 'labels.pdf');
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(file) } });
  printer = await startZplPrinter();
  printerId = (await desk.client.labels.savePrinter(printerAt(printer.port, { mediumKey: 'zebra-51x25' }))).id;
  const camera = await desk.client.assets.create({ ...bareAsset, name: 'Camera' });
  const content = [[{ assetId: camera.id }, { categoryId: chargers, quantity: 2 }], [{ categoryId: 1, quantity: 1 }]];
  for (const [index, parts] of content.entries()) {
    const kit = { id: null, name: `Kit ${index + 1}`, code: null, content: parts, version: null };
    kits.push((await desk.client.loans.saveKit(kit)).id);
  }
  for (const [name, code] of [
    ['Patch cable 2 m', 'CABLE-2M'],
    ['Toner black', null],
    ['Batteries AA', '4006381333931'],
  ] as const) {
    articles.push((await desk.client.supplies.create({ ...bareArticle, name, code, supplierArticle: 'C-1' })).id);
  }
}, 30_000);
afterAll(async () => {
  await desk.close();
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const codesOn = async (format: string | undefined) =>
  readCodes(await printPicture(format ?? '', { widthMm: 50, heightMm: 25, dpi: 203 } as never));

async function printed(kind: 'kit' | 'article', ids: number[], templateId: string, proof = false): Promise<string[]> {
  const before = printer.received.length;
  const { jobId } = await desk.client.labels.print({ kind, ids, templateId, printerId, copies: 1, proof });
  await jobThat(desk, jobId, ({ state }) => state === 'done');
  return (await Promise.all(printer.received.slice(before).map(codesOn))).flat();
}

describe.each([
  ['kit', kits, 'kit-50x25'],
  ['article', articles, 'article-50x25'],
] as const)('labels of %ss', (kind, ids, templateId) => {
  const codes = async () =>
    kind === 'kit'
      ? (await desk.client.loans.listKits()).map(({ id, code }) => ({ id, code }))
      : (await desk.client.supplies.list({})).rows.map(({ id, code }) => ({ id, code }));
  const codeOf = async (id: number) => (await codes()).find((each) => each.id === id)?.code;

  it('[V4] [K2] are printed as a batch, each once, and each reads as the code that is scanned for it', async () => {
    expect(await printed(kind, ids, templateId)).toEqual(await Promise.all(ids.map(codeOf)));
    const { names } = await desk.client.labels.selection({ kind, ids });
    expect(names).toHaveLength(ids.length);
    const [job] = await desk.client.labels.queue();
    expect(job).toMatchObject({ kind, total: ids.length, printed: ids.length });
    // What stands on the label is what the desk knows the thing by.
    const first = (await codeOf(ids[0] ?? 0)) ?? '';
    expect(await desk.client.desk.scan({ session: 'B', text: first })).not.toMatchObject({ outcome: 'unknown' });
  });

  it('[D4] wait to be scanned back, and unread ones are void and printed again', async () => {
    await printed(kind, ids, templateId, true);
    const [waiting] = await desk.client.labels.unread();
    expect(waiting?.labels).toHaveLength(ids.length);
    const first = (await codeOf(ids[0] ?? 0)) ?? '';
    expect((await desk.client.labels.readBack({ code: first })).names).toHaveLength(1);
    const before = printer.received.length;
    const again = await desk.client.labels.voidUnread({ jobId: waiting?.jobId ?? 0 });
    expect(again.labels).toBe(ids.length - 1);
    await jobThat(desk, again.jobId ?? 0, ({ state }) => state === 'done');
    const read = (await Promise.all(printer.received.slice(before).map(codesOn))).flat();
    expect(read).toEqual(await Promise.all(ids.slice(1).map(codeOf)));
    await desk.client.labels.voidUnread({ jobId: again.jobId ?? 0 });
  });

  it('[V4] are written to PDF on sheets', async () => {
    const place = { startCell: 3, offsetXUm: 0, offsetYUm: 0, mediumKey: 'avery-l7160' };
    const { path } = await desk.client.labels.saveSheetPdf({ kind, ids: [...ids], templateId, ...place });
    expect(readFileSync(path ?? '', 'latin1')).toMatch(/^%PDF-/);
  });

  it('[V4] are designed with values of their own, and printed with no template for something else', async () => {
    const says = kind === 'kit' ? '{content}' : '{unit}[ · {supplierarticle}]';
    const design = designOf(
      [
        codeElement('qr', '{code}'),
        { id: 'says', type: 'text', x: 1, y: 21, width: 48, height: 3, value: says, sizeMm: 2.5 },
      ],
      { name: `Own ${kind}`, subject: kind },
    );
    const own = await desk.client.labels.saveTemplate({ id: null, version: null, categoryId: null, design });
    expect(await printed(kind, ids.slice(0, 1), own.id)).toEqual([await codeOf(ids[0] ?? 0)]);
    const values = await desk.client.labels.templateValues({ subject: kind, id: ids[0] ?? 0 });
    expect(kind === 'kit' ? values['content'] : values['supplierarticle']).toMatch(
      kind === 'kit' ? /^Camera, 2 × / : /^C-1$/,
    );
    const selection = { kind, ids: [...ids], printerId, copies: 1 };
    await expect(desk.client.labels.print({ ...selection, templateId: 'asset-50x25' })).rejects.toMatchObject({
      code: 'TEMPLATE_FOR_OTHERS',
    });
    await expect(desk.client.labels.print({ ...selection, templateId: own.id, encode: true })).rejects.toMatchObject({
      code: 'CANNOT_ENCODE',
    });
  });
});
