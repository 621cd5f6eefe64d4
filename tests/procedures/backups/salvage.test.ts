import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
const { username, password } = administrator;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

const database = () => join(desk.folder, 'quartermaster.db');
const pageBytes = 4096;

/** Which leaves of a table are on which pages, as the file itself tells before it is damaged. */
function pagesOf(table: string): number[] {
  const sqlite = desk.backend.inventory?.sqlite;
  sqlite?.pragma('wal_checkpoint(TRUNCATE)');
  return (
    sqlite
      ?.prepare<[string], number>("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno")
      .pluck()
      .all(table) ?? []
  );
}

/** Overwrites pages of the database while nobody has it open. */
async function wreck(pages: readonly number[]): Promise<Buffer> {
  await closeBackend(desk.backend);
  const content = readFileSync(database());
  for (const page of pages) content.fill(0xa5, (page - 1) * pageBytes, page * pageBytes);
  writeFileSync(database(), content);
  await desk.restart();
  return content;
}

describe('a damaged register for which no backup will do', () => {
  it('[O2] goes on with what can be read, says table by table what is missing, and where its journal is broken', async () => {
    const assets = Number(desk.backend.inventory?.sqlite.prepare('SELECT count(*) FROM asset').pluck().get());
    const journal = pagesOf('journal');
    const damaged = await wreck([...pagesOfMiddle(journal), ...pagesOfMiddle(pagesOf('asset'))]);
    const salvaged = await desk.client.backups.salvage({ username, password });
    const lost = new Map(salvaged.tables.map((row) => [row.table, row]));
    expect(lost.get('journal')?.lost).toBeGreaterThan(0);
    expect(lost.get('journal')?.saved).toBe(salvaged.entries);
    expect(salvaged.brokenAt).toBeGreaterThan(1);
    expect(readFileSync(join(salvaged.setAside, 'quartermaster.db')).equals(damaged)).toBe(true);
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('salvag'))).toEqual([]);

    await desk.client.auth.signIn({ username, password });
    const { saved = 0, lost: gone = 0 } = lost.get('asset') ?? {};
    expect(gone).toBeGreaterThan(0);
    expect(saved + (gone ?? 0)).toBe(assets);
    const [entry] = (await desk.client.reports.journal({ event: 'application.salvaged' })).entries;
    expect(entry).toMatchObject({ data: { by: username, journalBrokenAt: salvaged.brokenAt } });
    // It can be worked with and searched, and the break is told by every check from now on.
    const [row] = (await desk.client.assets.list({ limit: 1 })).rows;
    expect((await desk.client.assets.list({ search: row?.tag ?? '' })).total).toBeGreaterThan(0);
    const { jobId } = await desk.client.reports.verifyJournal({ heads: [] });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ result: { ok: false } });
  }, 60_000);

  it('[O2] is not touched as long as it is whole, nor where nothing can be read', async () => {
    await expect(desk.client.backups.salvage({ username, password })).rejects.toMatchObject({ code: 'NOT_DAMAGED' });
    const damaged = await wreck([1]);
    await expect(desk.client.backups.salvage({ username, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    await expect(desk.client.backups.salvage({ username, password })).rejects.toMatchObject({
      code: 'NOTHING_TO_SALVAGE',
    });
    expect(readFileSync(database()).equals(damaged)).toBe(true);
    expect(statSync(database()).size).toBe(damaged.length);
  });
});

/** Some in the middle: the first and the last stay. */
function pagesOfMiddle(pages: readonly number[]): number[] {
  const middle = Math.floor(pages.length / 2);
  return pages.slice(middle, middle + 1);
}
