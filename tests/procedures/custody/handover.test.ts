import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { hasProgram, textOf } from '../../labels/read-label.ts';

const poppler = await hasProgram('pdftotext');
const opened: string[] = [];
let desk: TestDesk;
let ada: number;
let laptopCategory: number;
let tags: string[];

beforeEach(async () => {
  opened.length = 0;
  desk = await openReadyDesk({
    host: {
      openFile: (path) => {
        opened.push(path);
        return Promise.resolve();
      },
    },
  });
  ada = (await desk.client.people.create({ ...barePerson, name: 'Ada Žluťoučká', badgeCode: 'B-1' })).id;
  await desk.client.people.create({ ...barePerson, name: 'Bob', badgeCode: 'B-2' });
  const categories = await desk.client.assets.listCategories();
  laptopCategory = categories.find(({ key }) => key === 'laptop')?.id ?? 0;
  const computers = categories.find(({ key }) => key === 'computer')?.id ?? 0;
  const phones = categories.find(({ key }) => key === 'phone')?.id ?? 0;
  tags = [];
  for (let index = 0; index < 3; index += 1)
    tags.push((await desk.client.assets.create({ ...bareAsset, categoryId: laptopCategory })).tag);
  const save = (categoryId: number | null, title: string, body: string) =>
    desk.client.custody.saveHandoverText({ id: null, categoryId, title, body });
  await save(null, 'Acceptable use', 'Use it for work.');
  await save(computers, 'Computers', 'Keep the disk encrypted.');
  await save(phones, 'Phones', 'Keep the SIM locked.');
});
afterEach(async () => desk.close());

const scan = (text: string) => desk.client.desk.scan({ session: 'A', text });
const signature = [
  [
    { x: 0.1, y: 0.5 },
    { x: 0.5, y: 0.2 },
    { x: 0.9, y: 0.6 },
  ],
];

async function handOut(): Promise<number[]> {
  await scan('B-1');
  for (const tag of tags) await scan(tag);
  return (await desk.client.desk.state({ session: 'A' })).toSign;
}

async function sign(custodyIds: number[]) {
  const draft = await desk.client.custody.handoverDraft({ custodyIds });
  return desk.client.custody.signHandover({
    custodyIds,
    textVersionIds: draft.texts.map(({ versionId }) => versionId),
    signer: 'Ada',
    answer: { outcome: 'signed', signature },
  });
}

describe('a receipt', () => {
  it('[D3] stands over all items of the session with the texts of their categories, each hashed', async () => {
    const custodyIds = await handOut();
    expect(custodyIds).toHaveLength(3);
    const draft = await desk.client.custody.handoverDraft({ custodyIds });
    expect(draft.custodian).toMatchObject({ kind: 'person', id: ada });
    expect(draft.items.map(({ tag }) => tag)).toEqual(tags);
    expect(draft.texts.map(({ title }) => title)).toEqual(['Acceptable use', 'Computers']);
    expect(draft.texts[0]?.sha256).toBe(createHash('sha256').update('Use it for work.').digest('hex'));
  });

  it('[D3] one signature covers them all, and the PDF is kept with its digest in the journal', async () => {
    const { id, number } = await sign(await handOut());
    expect(number).toBe(1);
    expect((await desk.client.desk.state({ session: 'A' })).toSign).toEqual([]);
    const [receipt] = await desk.client.custody.listHandovers({});
    expect(receipt).toMatchObject({ id, outcome: 'signed', signer: 'Ada', tags });
    const pdf = Buffer.from(await (await desk.client.custody.handoverPdf({ id })).arrayBuffer());
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(receipt?.pdfSha256);
    const { entries } = await desk.client.reports.journal({ event: 'custody.handoverSigned' });
    expect(JSON.stringify(entries)).toContain(receipt?.pdfSha256);
    const assetId = (await desk.client.assets.lookup({ code: tags[1] ?? '' }))?.id ?? 0;
    expect(await desk.client.custody.listHandovers({ assetId })).toHaveLength(1);
    expect(await desk.client.custody.chain({ assetId })).toMatchObject([{ receipt: { id, outcome: 'signed' } }]);
    expect(await desk.client.assets.listAttachments({ assetId })).toMatchObject([
      { fileName: 'HO-00001.pdf', sha256: receipt?.pdfSha256 },
    ]);
    await desk.client.custody.openHandover({ id });
    expect(opened).toHaveLength(1);
  });

  it.skipIf(!poppler)('[D3] is one page that names items, texts and who signed', async () => {
    const { id } = await sign(await handOut());
    const pdf = new Uint8Array(await (await desk.client.custody.handoverPdf({ id })).arrayBuffer());
    const text = await textOf(pdf);
    for (const expected of ['HO-00001', 'Ada Žluťoučká', ...tags, 'Use it for work.', 'Keep the disk encrypted.'])
      expect(text).toContain(expected);
    expect(text).not.toContain('Keep the SIM locked.');
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g),
    ).toHaveLength(1);
  });

  it('[D3] a refusal is noted with its reason', async () => {
    const custodyIds = await handOut();
    const draft = await desk.client.custody.handoverDraft({ custodyIds });
    await desk.client.custody.signHandover({
      custodyIds,
      textVersionIds: draft.texts.map(({ versionId }) => versionId),
      signer: 'Ada',
      answer: { outcome: 'refused', reason: 'Does not agree with the text on private use' },
    });
    expect(await desk.client.custody.listHandovers({})).toMatchObject([
      { outcome: 'refused', refusal: 'Does not agree with the text on private use' },
    ]);
  });
});

describe('what is refused', () => {
  it('[D3] a dot is no signature', async () => {
    const custodyIds = await handOut();
    const { texts } = await desk.client.custody.handoverDraft({ custodyIds });
    await expect(
      desk.client.custody.signHandover({
        custodyIds,
        textVersionIds: texts.map(({ versionId }) => versionId),
        signer: 'Ada',
        answer: { outcome: 'signed', signature: [[{ x: 0.5, y: 0.5 }]] },
      }),
    ).rejects.toMatchObject({ code: 'SIGNATURE_EMPTY' });
  });

  it('[D3] a wording that changed while it was read is read again', async () => {
    const custodyIds = await handOut();
    const { texts } = await desk.client.custody.handoverDraft({ custodyIds });
    const [first] = texts;
    await desk.client.custody.saveHandoverText({
      id: first?.id ?? 0,
      categoryId: null,
      title: 'Acceptable use',
      body: 'Use it for work only.',
    });
    await expect(
      desk.client.custody.signHandover({
        custodyIds,
        textVersionIds: texts.map(({ versionId }) => versionId),
        signer: 'Ada',
        answer: { outcome: 'signed', signature },
      }),
    ).rejects.toMatchObject({ code: 'TEXTS_CHANGED' });
  });

  it('[D3] one signature does not stand for what two persons hold, nor for what came back', async () => {
    const [first = 0, second = 0] = await handOut();
    await scan('B-2');
    const other = await desk.client.assets.create({ ...bareAsset });
    await scan(other.tag);
    const [bobs = 0] = (await desk.client.desk.state({ session: 'A' })).toSign;
    await expect(desk.client.custody.handoverDraft({ custodyIds: [first, bobs] })).rejects.toMatchObject({
      code: 'SEVERAL_CUSTODIANS',
    });
    await scan(codeOfCard('CHECK-IN'));
    await scan(tags[1] ?? '');
    await expect(desk.client.custody.handoverDraft({ custodyIds: [second] })).rejects.toMatchObject({
      code: 'CUSTODY_OVER',
      data: { tag: tags[1] },
    });
  });

  it('[K1] what was signed for is not undone', async () => {
    await sign(await handOut());
    expect(await scan(codeOfCard('UNDO'))).toMatchObject({
      outcome: 'refused',
      reason: { code: 'UNDO_REFUSED', facts: { reason: 'custody.handoverSigned' } },
    });
  });
});

describe('the texts', () => {
  it('[D3] another body is another version; the same body is not; archived ones go with nothing', async () => {
    const [first] = await desk.client.custody.listHandoverTexts();
    const save = (body: string) =>
      desk.client.custody.saveHandoverText({ id: first?.id ?? 0, categoryId: null, title: 'Use', body });
    expect(await save('Use it for work.')).toMatchObject({ version: 1 });
    expect(await save('Something else.')).toMatchObject({ version: 2 });
    await desk.client.custody.archiveHandoverText({ id: first?.id ?? 0 });
    const { texts } = await desk.client.custody.handoverDraft({ custodyIds: await handOut() });
    expect(texts.map(({ title }) => title)).toEqual(['Computers']);
  });
});
