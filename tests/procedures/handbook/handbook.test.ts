import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chapterOfPage, chapters } from '#shared/features/handbook/chapters.ts';
import { readMarkdown, targetOfLink } from '#shared/primitives/markdown.ts';
import type { Block, Inline } from '#shared/primitives/markdown.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-handbook-'));
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(join(folder, 'handbook.pdf')) } });
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
}, slowHook);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const get = async (key: string, language: 'en' | 'de' = 'en', number: number | null = null) =>
  clerk.handbook.get({ key, language, number });

function linksIn(blocks: readonly Block[]): string[] {
  const ofInlines = (inlines: readonly Inline[]): string[] =>
    inlines.flatMap((inline) => {
      if (inline.kind === 'link') return [inline.href];
      return inline.kind === 'strong' || inline.kind === 'emphasis' ? ofInlines(inline.children) : [];
    });
  return blocks.flatMap((block) => {
    if (block.kind === 'heading' || block.kind === 'paragraph') return ofInlines(block.children);
    if (block.kind === 'list') return block.items.flatMap(linksIn);
    return block.kind === 'quote' ? linksIn(block.children) : [];
  });
}

const routes = readFileSync(new URL('../../../src/renderer/app/routes.tsx', import.meta.url), 'utf8');

describe('the chapters', () => {
  it.each(['en', 'de'] as const)(
    '[H1] say why, how, who and what remains, in %s, and lead to pages that there are',
    async (language) => {
      const list = await clerk.handbook.list({ language });
      expect(list.map(({ key }) => key)).toEqual(chapters);
      for (const { key } of list) {
        const { title, body } = await get(key, language);
        expect(title, key).not.toBe('');
        const blocks = readMarkdown(body);
        const headings = blocks.filter((block) => block.kind === 'heading');
        expect(headings.length, `${key}: why, how, who, what remains`).toBeGreaterThanOrEqual(4);
        expect(body.split(/\s+/).length, `${key} is a page`).toBeGreaterThan(200);
        const links = linksIn(blocks);
        expect(links.length, `${key} leads to where it is done`).toBeGreaterThanOrEqual(2);
        for (const href of links) {
          const target = targetOfLink(href);
          expect(target, `${key}: ${href}`).not.toBeNull();
          const section = /^#(\/[a-z]+)/.exec(href)?.[1] ?? '';
          expect(routes, `${key}: ${href}`).toContain(`path: '${section}`);
          const chapter = /^#\/handbook\/([a-z-]+)$/.exec(href)?.[1];
          if (chapter !== undefined) expect(chapters).toContain(chapter);
        }
      }
    },
  );

  it('[H1] each page of the window leads back to the chapter that explains it', () => {
    expect(chapterOfPage('/stocktakes/4')).toBe('stocktake');
    expect(chapterOfPage('/handbook/tracking')).toBeNull();
    const sections = [...routes.matchAll(/path: '\/([a-z]+)/g)].map((match) => match[1] ?? '');
    const without = [...new Set(sections)].filter((section) => chapterOfPage(`/${section}`) === null);
    expect(without).toEqual(['handbook']);
  });
});

describe('an article', () => {
  it('[H1] every save is a version of its language, and the text that came with the application stays version 0', async () => {
    const before = await get('security');
    const save = async (seen: number, body: string, client = desk.client) =>
      client.handbook.save({ key: 'security', language: 'en', seen, title: 'Security here', body, note: 'Our rules' });
    await expect(save(0, 'Ours', clerk)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(0, 'Ours')).toEqual({ key: 'security', number: 1 });
    await expect(save(1, 'Ours')).rejects.toMatchObject({ code: 'ARTICLE_UNCHANGED' });
    await expect(save(0, 'Others')).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await save(1, 'Ours, again');
    expect(await get('security')).toMatchObject({ title: 'Security here', body: 'Ours, again', number: 2, newest: 2 });
    expect((await get('security', 'en', 0)).body).toBe(before.body);
    expect((await get('security', 'de')).number).toBe(0);
    expect(
      (await clerk.handbook.listVersions({ key: 'security', language: 'en' })).map(({ number }) => number),
    ).toEqual([2, 1, 0]);
    for (const statement of ["UPDATE handbook_version SET body = 'x'", 'DELETE FROM handbook_version'])
      expect(() => desk.backend.inventory?.sqlite.exec(statement)).toThrow('HANDBOOK_VERSION_IS_KEPT');
    await expect(get('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('[H1] is written here, reviewed by a day, found by its words, and taken out of the book again', async () => {
    const text = { title: 'Über Drucker', body: 'Toner liegt im **Schrank**.', note: '' };
    const { key } = await desk.client.handbook.save({ key: null, language: 'de', seen: 0, ...text });
    const again = await desk.client.handbook.save({ key: null, language: 'de', seen: 0, ...text });
    expect([key, again.key]).toEqual(['uber-drucker', 'uber-drucker-2']);
    expect((await get(key, 'en')).title, 'nobody has translated it').toBe('Über Drucker');
    await desk.client.handbook.review({ key, reviewOn: '2027-01-01' });
    expect(await get(key, 'de')).toMatchObject({ reviewOn: '2027-01-01', reviewedBy: 'Rita Root', own: true });
    const find = async (asked: string) =>
      (await clerk.handbook.search({ text: asked, language: 'de' })).map((hit) => hit.key);
    expect(await find('schrank toner')).toEqual(expect.arrayContaining([key]));
    expect((await clerk.handbook.search({ text: 'disk encrypted', language: 'en' })).length).toBeGreaterThan(0);
    await desk.client.handbook.archive({ key });
    expect(await find('schrank toner')).not.toContain(key);
    await expect(get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(desk.client.handbook.archive({ key: 'tracking' })).rejects.toMatchObject({ code: 'CHAPTER_STAYS' });
  });
});

it('[H1] the IT manager is known to everybody, and the whole book is one document', async () => {
  const contact = { name: 'Ina Manager', email: 'ina@example.org', phone: '+49 30 1', hint: 'Room 4' };
  await expect(clerk.handbook.setContact(contact)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await desk.client.handbook.setContact(contact);
  expect(await clerk.handbook.contact()).toEqual(contact);
  const { path } = await clerk.handbook.savePdf({ language: 'en' });
  const pdf = readFileSync(path ?? '');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(pages, 'a first page and every chapter').toBeGreaterThan(chapters.length);
  const journal = await desk.client.reports.journal({ event: 'handbook.printed' });
  expect(journal.entries.map(({ event }) => event)).toEqual(['handbook.printed']);
});
