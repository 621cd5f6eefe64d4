import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobStatus } from '#shared/features/application/contract.ts';
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

/** What a salvage leaves of itself. */
const drafts = () => readdirSync(desk.folder).filter((name) => name.startsWith('turn'));

/** Hears of a salvage until it is in one of these phases. */
async function until(progress: AsyncIterable<JobStatus>, ...phases: string[]): Promise<JobStatus> {
  for await (const status of progress) if (phases.includes(status.phase)) return status;
  throw new Error(`the salvage never was ${phases.join(' or ')}`);
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
    expect(drafts()).toEqual([]);

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

  it('[O2] tells how far its salvage is to whoever waits, takes one at a time, and leaves nothing of one that was stopped', async () => {
    const damaged = await wreck(pagesOfMiddle(pagesOf('asset')));
    const progress = await desk.client.backups.salvageProgress();
    const salvaging = desk.client.backups.salvage({ username, password });
    const cancelled = expect(salvaging).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await until(progress, 'checking', 'reading')).toMatchObject({ kind: 'salvage', cancellable: true });
    await expect(desk.client.backups.salvage({ username, password })).rejects.toMatchObject({ code: 'STORAGE_BUSY' });
    await desk.connect().backups.cancelSalvage();
    await cancelled;
    expect(readFileSync(database()).equals(damaged)).toBe(true);
    expect([drafts(), existsSync(join(desk.folder, 'damaged'))]).toEqual([[], false]);
    const salvaged = await desk.client.backups.salvage({ username, password });
    expect(readFileSync(join(salvaged.setAside, 'quartermaster.db')).equals(damaged)).toBe(true);
  }, 60_000);

  it('[S4] [O2] asks who has to confirm before the long reading, also whoever may by a role of the department', async () => {
    const eva = { username: 'eva', displayName: 'Eva Keeper', password: 'another long secret' };
    const keeper = { name: 'Keeper', description: 'Brings back what was lost.' };
    const { id } = await desk.client.auth.createRole({ ...keeper, permissions: ['backup.run'] });
    await desk.client.auth.createOperator({ ...eva, roles: [`own:${id}`] });
    await wreck(pagesOfMiddle(pagesOf('asset')));
    const salvage = async (second: Parameters<typeof desk.client.backups.salvage>[0]['second']) =>
      desk.client.backups.salvage({ username, password, second });
    await expect(salvage(null)).rejects.toMatchObject({
      code: 'RESTORE_NEEDS_SECOND',
      data: { names: 'Eva Keeper' },
    });
    expect(desk.backend.jobs.list()).toEqual([]);
    await salvage({ username: eva.username, password: eva.password });
    await desk.client.auth.signIn({ username, password });
    const [entry] = (await desk.client.reports.journal({ event: 'application.salvaged' })).entries;
    expect(entry).toMatchObject({ data: { by: username, confirmedBy: eva.username } });
  }, 60_000);
});

/** Some in the middle: the first and the last stay. */
function pagesOfMiddle(pages: readonly number[]): number[] {
  const middle = Math.floor(pages.length / 2);
  return pages.slice(middle, middle + 1);
}
