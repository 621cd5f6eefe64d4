import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '../../support/assets.ts';
import { openReadyDesk } from '../../support/desk.ts';
import type { TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(() => desk.close());

const inventory = () => openInventoryOf(desk.backend);
const segments = () =>
  Number(inventory().sqlite.prepare('SELECT count(DISTINCT segid) FROM asset_words_idx').pluck().get());

function finishUpkeep(): number {
  let steps = 0;
  while (inventory().upkeep.step()) steps += 1;
  return steps;
}

const registerLaptops = (count: number) => registerLaptopsFrom(1, count);

async function registerLaptopsFrom(first: number, count: number): Promise<void> {
  for (let number = first; number < first + count; number += 1)
    await desk.client.assets.create({ ...bareAsset, name: `Laptop ${number}`, serial: `SN-${number}-X` });
}

describe('upkeep', () => {
  it('[O4] merges the search index in small steps, and every asset is found as before', async () => {
    await registerLaptops(40);
    const before = segments();
    expect(before).toBeGreaterThan(10);
    expect(finishUpkeep()).toBeGreaterThan(0);
    expect(segments()).toBeLessThan(before / 2);
    for (const text of ['laptop', 'SN-17-X', 'N-17']) {
      const { assets } = await desk.client.assets.search({ text, limit: 50 });
      expect(assets.some((asset) => asset.serial === 'SN-17-X')).toBe(true);
    }
    for (const table of ['asset_words', 'asset_fragments'])
      inventory().sqlite.exec(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`);
  });

  it('[O4] comes to its end, and has nothing to do until something is written again', async () => {
    await registerLaptops(5);
    finishUpkeep();
    const rows = inventory().rowsWritten();
    expect(inventory().upkeep.step()).toBe(false);
    expect(inventory().rowsWritten()).toBe(rows);
  });

  it('[S1] keeps out of the transaction of a command', async () => {
    await registerLaptops(12);
    const opened = inventory();
    await opened.writes.run(async (tx) => {
      await sql`SELECT 1`.execute(tx);
      const rows = opened.rowsWritten();
      expect(opened.upkeep.step()).toBe(true);
      expect(opened.rowsWritten()).toBe(rows);
    });
  });

  it('[S1] copies the write-ahead log back when it is quiet, and not within a scan', async () => {
    const pending = () =>
      (inventory().sqlite.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]).map(
        ({ log, checkpointed }) => log - checkpointed,
      );
    finishUpkeep();
    await registerLaptops(30);
    expect(inventory().sqlite.pragma('wal_autocheckpoint', { simple: true })).toBe(16_384);
    expect(pending()[0]).toBeGreaterThan(0);
    finishUpkeep();
    expect(pending()).toEqual([0]);
  });

  it('[I4] beside work that never pauses log and index stay short, in turns of their own', async () => {
    const upkeep = () => inventory().upkeep.keepUp();
    const log = () =>
      (inventory().sqlite.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[])[0] ?? {
        log: 0,
        checkpointed: 0,
      };
    await registerLaptops(20);
    await upkeep();
    const { log: written, checkpointed } = log();
    expect(checkpointed).toBe(written);
    await registerLaptopsFrom(21, 20);
    const before = segments();
    for (let commits = 0; commits < 40; commits += 1) await upkeep();
    expect(segments()).toBeLessThan(before / 2);
    await inventory().writes.run(async (tx) => {
      await sql`SELECT 1`.execute(tx);
      const rows = inventory().rowsWritten();
      for (let commits = 0; commits < 40; commits += 1) await upkeep();
      expect(inventory().rowsWritten()).toBe(rows);
    });
  });
});
