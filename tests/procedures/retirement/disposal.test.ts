import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certificateName } from '#shared/features/retirement/certificate.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { bareProcedure, decommission } from '#tests/support/retirement.ts';

let desk: TestDesk;
let second: Client;
let keyboards: number;
let recycler: number;
let count = 0;
let chosen: string | null = null;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-certificates-'));
  desk = await openReadyDesk({
    host: { chooseSaveFile: () => Promise.resolve(chosen), openFile: async () => undefined },
  });
  second = await signInAs(desk, 'vera', ['verifier']);
  keyboards = (await desk.client.assets.listCategories()).find(({ key }) => key === 'keyboard')?.id ?? 0;
}, slowHook);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const supplier = { contact: null, email: null, phone: null, notes: null };
const certified = (supplierId: number, validUntil: string, validFrom = '2025-01-01') =>
  desk.client.retirement.addCertification({ supplierId, scheme: 'r2v3', number: 'R2-1', validFrom, validUntil });

beforeEach(async () => {
  count += 1;
  recycler = (await desk.client.suppliers.create({ ...supplier, name: `Recycler ${count}` })).id;
  await desk.client.retirement.saveSanitisationPolicy({ least: 'clear', witness: 'always', verify: true });
});

const signature = [
  [
    { x: 0.1, y: 0.5 },
    { x: 0.9, y: 0.4 },
  ],
];
const begin = async (outcome: 'recycled' | 'donated' | 'destroyed' = 'recycled') =>
  (await desk.client.retirement.createLot({ supplierId: recycler, outcome, currency: 'EUR' })).id;
const lotOf = (id: number) => desk.client.retirement.getLot({ id });
const handOver = async (id: number) =>
  desk.client.retirement.handOverLot({
    id,
    version: (await lotOf(id)).version,
    carrier: 'Van',
    receiver: 'Max',
    signature,
  });

/** Laptops that were wiped and confirmed. */
async function clean(howMany: number): Promise<{ id: number; tag: string; serial: string }[]> {
  const assets: { id: number; tag: string; serial: string }[] = [];
  for (let each = 1; each <= howMany; each += 1) {
    const serial = `SN-${count}-${each}`;
    assets.push({ ...(await desk.client.assets.create({ ...bareAsset, serial, name: `Laptop ${each}` })), serial });
  }
  await decommission(desk.client, ...assets.map(({ id }) => id));
  for (const { tag } of assets) await desk.client.retirement.recordByScan({ ...bareProcedure, code: tag, type: 'hdd' });
  const ids = (await second.retirement.listToWitness()).map(({ id }) => id);
  await second.retirement.witness({ ids });
  return assets;
}

/** Where lines of two points that are not level begin and end from the left; rules and the lines of forms are level. */
function strokesOf(pdf: Buffer): [number, number][] {
  const drawn = [...pdf.toString('latin1').matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [...drawn.join('\n').matchAll(/^([\d.]+) ([\d.]+) m\n([\d.]+) ([\d.]+) l\n/gm)].flatMap(([, x1, y1, x2, y2]) =>
    y1 === y2 ? [] : [[Number(x1), Number(x2)]],
  );
}

describe('a lot', () => {
  it('[R4] [R5] goes from the scanner to the recycler, is certified asset by asset, and is settled to the cent', async () => {
    await certified(recycler, '2027-06-30');
    const assets = await clean(3);
    const id = await begin();
    for (const { tag } of assets) await desk.client.retirement.addToLot({ id, code: tag });
    const weights = assets.map((asset, index) => ({ assetId: asset.id, grams: 1000 * (index + 1) }));
    await desk.client.retirement.packLot({ id, version: 1, weightGrams: 6200, seals: ['S-1', 'S-2'], weights });
    expect(await lotOf(id)).toMatchObject({ state: 'open', seals: ['S-1', 'S-2'], weightGrams: 6200 });
    expect((await desk.client.retirement.list({ stages: ['in_lot'] })).total).toBe(3);
    await handOver(id);
    expect(await lotOf(id)).toMatchObject({
      state: 'handed_over',
      receiver: 'Max',
      carrier: 'Van',
      certification: { scheme: 'r2v3', validUntil: '2027-06-30' },
      missing: assets.map(({ tag }) => tag),
    });
    const gone = await desk.client.retirement.list({ stages: ['disposed'], search: `SN-${count}` });
    expect(gone.rows.map(({ outcome }) => outcome)).toEqual(['recycled', 'recycled', 'recycled']);
    const papers = await desk.client.retirement.listCertificates({ lotId: id });
    expect(papers.map(({ kind }) => kind).toSorted()).toEqual([
      'disposal',
      'disposal',
      'disposal',
      'lot',
      'sanitisation',
      'sanitisation',
      'sanitisation',
    ]);
    // The certificate of the lot shows what its receiver signed with: one stroke as wide as eight tenths of the field.
    chosen = join(folder, 'lot.pdf');
    await desk.client.retirement.saveCertificates({
      ids: papers.filter(({ kind }) => kind === 'lot').map(({ id: paper }) => paper),
      language: 'en',
    });
    const [[from, to] = [0, 0]] = strokesOf(readFileSync(chosen));
    expect(to - from).toBeCloseTo(((0.8 * 66) / 25.4) * 72, 1);
    const lines = [
      { serial: assets[0]?.serial.toLowerCase() ?? '', number: 'REC-1', result: 'shredded' },
      { serial: assets[1]?.tag ?? '', number: 'REC-2' },
      { serial: 'SOMEBODY ELSE’S' },
    ];
    expect(await desk.client.retirement.receiveCertificate({ id, lines })).toEqual({ matched: 2, unknown: 1 });
    // The same list once more adds nothing.
    expect(await desk.client.retirement.receiveCertificate({ id, lines })).toEqual({ matched: 0, unknown: 0 });
    // His paper itself is kept with the lot, once, and not changed.
    const bytes = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');
    const file = new File([bytes], 'certificate R2-1.pdf');
    const { id: paperId } = await desk.client.retirement.attachPaper({ lotId: id, file, thumbnail: null });
    expect(await second.retirement.listPapers({ lotId: id })).toMatchObject([{ fileName: 'certificate R2-1.pdf' }]);
    const content = await second.retirement.paperContent({ id: paperId, thumbnail: false });
    expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
    const again = desk.client.retirement.attachPaper({ lotId: id, file, thumbnail: null });
    await expect(again).rejects.toMatchObject({ code: 'ALREADY_ATTACHED' });
    const other = second.retirement.attachPaper({ lotId: id, file, thumbnail: null });
    await expect(other).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await desk.client.retirement.openPaper({ id: paperId });
    await desk.client.retirement.archivePaper({ id: paperId });
    expect(await desk.client.retirement.listPapers({ lotId: id })).toEqual([]);
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() => sqlite.exec('DELETE FROM disposal_paper')).toThrow('DISPOSAL_PAPER_IS_KEPT');
    const { missing, unknown, version } = await lotOf(id);
    expect([missing, unknown]).toEqual([[assets[2]?.tag], ['SOMEBODY ELSE’S']]);
    const amounts = { proceedsMinor: 100, costMinor: 1000 };
    await expect(desk.client.retirement.settleLot({ id, version, amounts })).rejects.toMatchObject({
      code: 'DIFFERENCES_UNTOLD',
      data: { missing: 1, unknown: 1 },
    });
    await desk.client.retirement.settleLot({ id, version, amounts, note: 'Asked; the third follows' });
    const settled = await lotOf(id);
    // By weight 1 : 2 : 3.
    expect(settled.assets.map(({ proceedsMinor, costMinor }) => [proceedsMinor, costMinor])).toEqual([
      [17, 167],
      [33, 333],
      [50, 500],
    ]);
    expect(settled).toMatchObject({ state: 'settled', settlementNote: 'Asked; the third follows' });
    expect((await desk.client.retirement.listLots({ states: ['settled'] }))[0]).toMatchObject({ id, assets: 3 });
    await expect(desk.client.retirement.settleLot({ id, version: 9, amounts })).rejects.toMatchObject({
      code: 'LOT_STATE',
    });
  });

  it('[R4] takes in only what may leave, once, and gives it back while it is open', async () => {
    const [asset] = await clean(1);
    const id = await begin('donated');
    const add = (code: string, lot = id) => desk.client.retirement.addToLot({ id: lot, code });
    const dirty = await desk.client.assets.create({ ...bareAsset, serial: `DIRTY-${count}` });
    await expect(add(dirty.tag)).rejects.toMatchObject({ code: 'NOT_RETIRING' });
    await decommission(desk.client, dirty.id);
    await expect(add(`DIRTY-${count}`)).rejects.toMatchObject({ code: 'MEDIA_UNKNOWN', data: { tag: dirty.tag } });
    await expect(add('NOWHERE')).rejects.toMatchObject({ code: 'CODE_UNKNOWN' });
    const assetId = asset?.id ?? 0;
    expect(await add(asset?.serial ?? '')).toEqual({ assetId, tag: asset?.tag });
    const other = await begin('donated');
    await expect(add(asset?.tag ?? '', other)).rejects.toMatchObject({ code: 'IN_LOT_ALREADY' });
    await desk.client.retirement.removeFromLot({ id, assetId });
    await add(asset?.tag ?? '', other);
    // Taken back into stock it is in no lot any more.
    await desk.client.retirement.takeBack({ assetId, reason: 'Needed' });
    expect((await lotOf(other)).assets).toEqual([]);
    await expect(handOver(other)).rejects.toMatchObject({ code: 'LOT_EMPTY' });
    const { version } = await lotOf(id);
    await expect(
      desk.client.retirement.packLot({ id, version, weightGrams: null, seals: ['A', 'A'], weights: [] }),
    ).rejects.toMatchObject({ code: 'SEAL_TWICE' });
  });

  it('[R4] is handed to nobody whose certification has ended, signed for, and with everything in it clean that day', async () => {
    const [asset] = await clean(1);
    const id = await begin();
    await desk.client.retirement.addToLot({ id, code: asset?.tag ?? '' });
    const refused = { code: 'RECYCLER_NOT_CERTIFIED', data: { recycler: `Recycler ${count}`, expired: null } };
    await expect(handOver(id)).rejects.toMatchObject(refused);
    const ended = await certified(recycler, '2026-11-23');
    await expect(handOver(id)).rejects.toMatchObject({ data: { expired: '2026-11-23' } });
    const { version } = await lotOf(id);
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() =>
      sqlite.exec(`UPDATE disposal_lot SET state = 'handed_over', handed_over_at = '2026-11-24T08:00:00.000Z',
        handed_over_by = 1, receiver = 'x', signature = '[]', certificate_id = ${ended.id} WHERE id = ${id}`),
    ).toThrow('RECYCLER_NOT_CERTIFIED');
    const today = await certified(recycler, '2026-11-24');
    await expect(
      desk.client.retirement.handOverLot({ id, version, carrier: '', receiver: 'Max', signature: [] }),
    ).rejects.toMatchObject({ code: 'SIGNATURE_MISSING' });
    // A record that failed after it was put in: it stays.
    const media = await desk.client.retirement.media({ assetId: asset?.id ?? 0 });
    const failing = {
      ...bareProcedure,
      result: 'failed' as const,
      failure: 'Found data',
      mediumId: media.media[0]?.id ?? 0,
    };
    await desk.client.retirement.recordSanitisation(failing);
    await expect(handOver(id)).rejects.toMatchObject({ code: 'MEDIA_NOT_SANITISED' });
    expect(await lotOf(id)).toMatchObject({ state: 'open' });
    await desk.client.retirement.withdrawCertification({ id: today.id, reason: 'Suspended' });
    await expect(handOver(id)).rejects.toMatchObject({ code: 'RECYCLER_NOT_CERTIFIED' });
    expect(await desk.client.retirement.listCertifications({ supplierId: recycler })).toMatchObject([{ id: ended.id }]);
  });

  it('[R4] stays as it was handed over, in the database as well', async () => {
    const plain = await desk.client.assets.create({ ...bareAsset, categoryId: keyboards });
    await decommission(desk.client, plain.id);
    const id = await begin('donated');
    await desk.client.retirement.addToLot({ id, code: plain.tag });
    await handOver(id);
    const { sqlite } = openInventoryOf(desk.backend);
    const refused = {
      [`UPDATE disposal_lot SET receiver = 'Other' WHERE id = ${id}`]: 'LOT_IS_HANDED_OVER',
      [`DELETE FROM disposal_lot_asset WHERE lot_id = ${id}`]: 'LOT_IS_HANDED_OVER',
      [`DELETE FROM disposal_lot WHERE id = ${id}`]: 'LOT_IS_KEPT',
      "UPDATE retirement_certificate SET content = '{}'": 'CERTIFICATE_IS_KEPT',
      'DELETE FROM retirement_certificate': 'CERTIFICATE_IS_KEPT',
    };
    for (const [statement, because] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(because);
    await expect(desk.client.retirement.addToLot({ id, code: plain.tag })).rejects.toMatchObject({ code: 'LOT_STATE' });
    // What held no data has nothing to be certified clean of.
    const kinds = (await desk.client.retirement.listCertificates({ assetId: plain.id })).map(({ kind }) => kind);
    expect(kinds).toEqual(['disposal']);
    const [row] = (await lotOf(id)).assets;
    await desk.client.retirement.settleLot({
      id,
      version: (await lotOf(id)).version,
      amounts: [{ assetId: row?.asset.id ?? 0, proceedsMinor: 1250, costMinor: 0 }],
      note: 'No list is sent for gifts',
    });
    expect((await lotOf(id)).assets).toMatchObject([{ proceedsMinor: 1250, costMinor: 0 }]);
  });
});

describe('certificates', () => {
  it('[R5] are numbered without a gap, found by their QR code, and printed the same each time', async () => {
    const [asset] = await clean(1);
    const assetId = asset?.id ?? 0;
    await expect(desk.client.retirement.issueCertificate({ assetId, kind: 'sanitisation' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const first = await second.retirement.issueCertificate({ assetId, kind: 'sanitisation' });
    await expect(second.retirement.issueCertificate({ assetId, kind: 'disposal' })).rejects.toMatchObject({
      code: 'NOTHING_TO_CERTIFY',
    });
    await desk.client.retirement.dispose({ assetIds: [assetId], outcome: 'destroyed', note: 'Shredded here' });
    const next = await second.retirement.issueCertificate({ assetId, kind: 'disposal' });
    expect(next.number).toBe(first.number + 1);
    const [disposal, sanitisation] = await desk.client.retirement.listCertificates({ assetId });
    if (!disposal || !sanitisation) throw new Error('not certified');
    const code = `quartermaster://certificate/${certificateName(disposal)}`;
    expect(await desk.client.retirement.findCertificate({ code })).toEqual(disposal);
    expect(await desk.client.retirement.findCertificate({ code: 'CS-999999' })).toBeNull();
    chosen = null;
    const ids = [disposal.id, sanitisation.id];
    expect(await desk.client.retirement.saveCertificates({ ids, language: 'en' })).toEqual({ path: null });
    chosen = join(folder, 'one.pdf');
    await desk.client.retirement.saveCertificates({ ids, language: 'en' });
    const once = readFileSync(chosen);
    chosen = join(folder, 'two.pdf');
    await desk.client.retirement.saveCertificates({ ids, language: 'en' });
    expect(readFileSync(chosen).equals(once)).toBe(true);
    expect(once.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const journal = await desk.client.reports.assetJournal({ assetId });
    expect(journal.map(({ event }) => event)).toContain('retirement.certificatesPrinted');
  });
});
