import { afterEach, beforeEach, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from './support/importer.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

it('[I4] whoever reads is answered while a transaction of an import is open, and sees nothing of it until it is done', async () => {
  const imports = importer(desk);
  const rows = Array.from({ length: 450 }, (_, index) => `B-${index},Box ${index}`);
  const path = imports.file('beside.csv', `Tag,Name\n${rows.join('\n')}\n`);
  const { jobId } = await desk.client.spreadsheets.startImport(await imports.planFor(path, 'assets'));
  const { sqlite } = openInventoryOf(desk.backend);
  let open = true;
  const ended = desk.backend.jobs.ended(jobId).finally(() => {
    open = false;
  });
  const seen = new Set<number>();
  let within = 0;
  while (open) {
    seen.add((await desk.client.assets.list({ limit: 1 })).total);
    if (sqlite.inTransaction) within += 1;
    await new Promise(setImmediate);
  }
  expect(await ended).toMatchObject({ state: 'done', result: { applied: 450 } });
  expect(within).toBeGreaterThan(0);
  // Whole transactions only: no row is there before all of its own are.
  expect(Math.min(...[...seen].filter((total) => total > 0), 450)).toBeGreaterThanOrEqual(200);
});
