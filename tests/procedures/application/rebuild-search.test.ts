import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

const tagsFor = async (text: string) =>
  (await desk.client.assets.search({ text, limit: 20 })).assets.map(({ tag }) => tag);

/** Does behind the application's back what a fault of it or of a disk would. */
function damage(statements: string): void {
  const { dataKey } = openInventoryOf(desk.backend);
  const raw = openSqlite({ file: join(desk.folder, 'quartermaster.db'), key: dataKey });
  raw.exec(statements);
  raw.close();
}

async function rebuild() {
  const { jobId } = await desk.client.application.rebuildSearch();
  return desk.backend.jobs.ended(jobId);
}

describe('the search index', () => {
  it('[O4] [O2] is written anew: what was not found is found, and what is no more is found no more', async () => {
    const { tag, id } = await desk.client.assets.create({ ...bareAsset, name: 'Zephyrwave projector' });
    const ticket = await desk.client.support.open({
      title: 'Quibbling hinge',
      description: 'It quibbles.',
      channel: 'desk',
      assetId: id,
      personId: null,
      placeId: null,
      assigneeId: null,
      categoryId: null,
      impact: 'low',
      urgency: 'low',
    });
    damage(`DELETE FROM asset_words WHERE rowid = ${id}; DELETE FROM asset_fragments WHERE rowid = ${id};
      DELETE FROM ticket_search;
      INSERT INTO asset_fragments (rowid, text) VALUES (900000, 'GHOST-77 phantom');`);
    expect(await tagsFor('zephyrwave')).toEqual([]);
    const job = await rebuild();
    expect(job).toMatchObject({ state: 'done', failure: null });
    expect(await tagsFor('zephyrwave')).toEqual([tag]);
    expect(await tagsFor('phyrwa')).toEqual([tag]);
    const similar = await desk.client.support.similar({ text: 'a hinge that is quibbling', exceptId: null });
    expect(similar.map((found) => found.id)).toContain(ticket.id);
    const { sqlite } = openInventoryOf(desk.backend);
    const left = sqlite.prepare('SELECT count(*) FROM asset_fragments WHERE rowid = 900000').pluck().get();
    expect(left).toBe(0);
    expect((await desk.client.reports.journal({ event: 'application.searchRebuilt' })).entries).toHaveLength(1);
  });

  it('[O4] holds every asset once after it was written anew twice', async () => {
    expect(await rebuild()).toMatchObject({ state: 'done' });
    expect(await rebuild()).toMatchObject({ state: 'done' });
    const { sqlite } = openInventoryOf(desk.backend);
    const count = (table: string) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(count('asset_words')).toBe(count('asset'));
    expect(count('asset_fragments')).toBe(count('asset'));
    for (const table of ['asset_words', 'asset_fragments', 'ticket_search'])
      damage(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`);
  });

  it('[O4] can be stopped, and what is searched for is found all the same', async () => {
    const before = await tagsFor('laptop');
    const { jobId } = await desk.client.application.rebuildSearch();
    await desk.client.application.cancelJob({ id: jobId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(await tagsFor('laptop')).toEqual(before);
  });
});
