import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { restoreBackup } from '#backend/features/backups/index.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openDesk, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let assetId: number;
let opened: string[];
beforeEach(async () => {
  opened = [];
  desk = await openReadyDesk({
    host: {
      openFile: async (path) => {
        opened.push(path);
        return Promise.resolve();
      },
    },
  });
  const categoryId = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
  assetId = (await desk.client.assets.create({ ...bareAsset, categoryId })).id;
});
afterEach(async () => desk.close());

const png = (fill: number, length = 64) =>
  new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(length).fill(fill)]);
const file = (name: string, content: Uint8Array<ArrayBuffer> | string) => new File([content], name);
const attach = (name: string, content: Uint8Array<ArrayBuffer> | string, thumbnail: File | null = null) =>
  desk.client.assets.attach({ assetId, file: file(name, content), thumbnail });
const contentFolder = () => join(desk.folder, 'attachments');

describe('attachments', () => {
  it('[I2] are kept by content, shown again, and recorded', async () => {
    const { id } = await attach('front.png', png(1), file('small.png', png(2, 8)));
    await attach('manual.txt', 'Hold the button for ten seconds.');
    expect(await desk.client.assets.listAttachments({ assetId })).toMatchObject([
      { fileName: 'front.png', kind: 'photo', type: 'image/png', hasThumbnail: true },
      { fileName: 'manual.txt', kind: 'document', type: 'text/plain', hasThumbnail: false },
    ]);
    const whole = await desk.client.assets.attachmentContent({ id, thumbnail: false });
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(png(1));
    const small = await desk.client.assets.attachmentContent({ id, thumbnail: true });
    expect(new Uint8Array(await small.arrayBuffer())).toEqual(png(2, 8));
    const [, entry] = await desk.client.reports.assetJournal({ assetId });
    expect(entry).toMatchObject({ event: 'assets.attached', data: { fileName: 'front.png' } });
  });

  it('[S5] lie encrypted outside the database, and their names tell nothing', async () => {
    const secret = 'The combination of the safe is 1234.';
    await attach('safe.txt', secret);
    const [path = ''] = listContentFiles(contentFolder());
    expect(readFileSync(join(contentFolder(), path)).includes('combination')).toBe(false);
    const [kept] = await desk.client.assets.listAttachments({ assetId });
    expect(path).not.toContain(kept?.sha256);
  });

  it.each([
    ['photo.png', 'MZ\u0090\u0000program'],
    ['picture.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['page.txt', '<!doctype html><p>page</p>'],
    ['run.txt', '#!/bin/sh\nrm -rf /'],
    ['archive.docx', 'PK\u0003\u0004 just a zip'],
    ['macro.docx', 'PK\u0003\u0004 word/document.xml vbaProject.bin'],
    ['empty.pdf', ''],
  ])('[I2] %s is refused by what it is and not by its name', async (name, content) => {
    await expect(attach(name, content)).rejects.toMatchObject({ code: 'FILE_TYPE_REFUSED', data: { fileName: name } });
    expect(listContentFiles(contentFolder())).toEqual([]);
  });

  it('[I2] is refused when too large or attached already', async () => {
    await expect(attach('large.png', png(1, 26 * 1024 * 1024))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await attach('one.png', png(1));
    await expect(attach('copy of one.png', png(1))).rejects.toMatchObject({ code: 'ALREADY_ATTACHED' });
  });

  it('[I2] removing takes it off the page and keeps content and trace', async () => {
    const { id } = await attach('one.png', png(1));
    await desk.client.assets.archiveAttachment({ id });
    expect(await desk.client.assets.listAttachments({ assetId })).toEqual([]);
    expect(listContentFiles(contentFolder())).toHaveLength(1);
    expect(() => desk.backend.inventory?.sqlite.exec('DELETE FROM attachment')).toThrow('ATTACHMENT_IS_KEPT');
    const [entry] = await desk.client.reports.assetJournal({ assetId });
    expect(entry).toMatchObject({ event: 'assets.attachmentArchived' });
  });

  it('[I2] opening shows a read-only copy named by its content, which the next start takes away', async () => {
    const { id } = await attach('../../evil.exe', '%PDF-1.7 really a document');
    await desk.client.assets.openAttachment({ id });
    const [copy = ''] = opened;
    expect(copy).toMatch(/[\\/]work[\\/]opened[\\/][\da-f]{16}[\\/][^\\/]+\.pdf$/);
    expect(statSync(copy).mode & 0o222).toBe(0);
    await desk.restart();
    expect(readdirSync(join(desk.folder, 'work'))).not.toContain('opened');
  });

  it('[S5] a changed file is said to be damaged and never shown', async () => {
    const { id } = await attach('one.png', png(1));
    const [path = ''] = listContentFiles(contentFolder());
    const sealed = readFileSync(join(contentFolder(), path));
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    writeFileSync(join(contentFolder(), path), sealed);
    await expect(desk.client.assets.attachmentContent({ id, thumbnail: false })).rejects.toMatchObject({
      code: 'ATTACHMENT_DAMAGED',
    });
  });
});

describe('backups', () => {
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'quartermaster-backup-'));
  });
  afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

  async function backUp(): Promise<string> {
    const path = join(elsewhere, 'all.qmbackup');
    const { jobId } = await desk.client.backups.backUp({ path });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    return path;
  }

  it('[O2] hold the attachments and bring them back', async () => {
    await attach('front.png', png(1), file('small.png', png(2, 8)));
    await attach('manual.txt', 'Hold the button for ten seconds.');
    const path = await backUp();
    const restored = openDesk();
    const { folder } = restored;
    await restored.close();
    await restoreBackup(path, folder, { ...administrator, second: null }, desk.surroundings);
    expect(listContentFiles(join(folder, 'attachments'))).toEqual(listContentFiles(contentFolder()));
    expect(readdirSync(folder).filter((name) => name.startsWith('restoring'))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('[O2] with a damaged attachment are refused and leave nothing behind', async () => {
    await attach('front.png', png(1));
    const path = await backUp();
    const content = readFileSync(path);
    content[content.length - 20] = (content[content.length - 20] ?? 0) ^ 1;
    writeFileSync(path, content);
    const folder = join(elsewhere, 'restored');
    await expect(
      restoreBackup(path, folder, { ...administrator, second: null }, desk.surroundings),
    ).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
