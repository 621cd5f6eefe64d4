import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { endsWithin } from '#backend/features/assets/list-expiries.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';

/** The day of the test's clock. */
const today = '2026-11-24';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

/** Registers an asset of a category with texts in the fields that are named. */
async function register(key: string, texts: Record<string, string>, warrantyUntil: string | null = null) {
  const category = (await desk.client.assets.listCategories()).find((each) => each.key === key);
  const own = (await desk.client.assets.listFields()).filter((field) => field.categoryId === category?.id);
  const fields = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [String(own.find((field) => field.name === name)?.id), text]),
  );
  return desk.client.assets.create({ ...bareAsset, categoryId: category?.id ?? 0, name: key, warrantyUntil, fields });
}

it('[T3] certificates, domains, contracts, subscriptions and warranties are read from one place, by day', async () => {
  await register('tls-certificate', { Expires: addDays(today, 10), 'Renews by itself': 'yes', Notice: '30' });
  await register('domain-name', { Expires: addDays(today, 60), Notice: '45' });
  await register('mobile-contract', { 'Term ends': addDays(today, 200), Notice: '90', 'Renews by itself': 'yes' });
  await register('saas', { 'Term ends': addDays(today, -3) });
  await register('laptop', {}, addDays(today, 20));
  const { rows, total } = await desk.client.assets.listExpiries({});
  expect(total).toBe(5);
  expect(rows.map(({ name, kind, state, decideBy }) => [name, kind, state, decideBy])).toEqual([
    ['saas', 'cloud', 'ended', addDays(today, -3)],
    ['tls-certificate', 'network', 'renews', addDays(today, -20)],
    ['laptop', 'warranty', 'decide', addDays(today, 20)],
    ['domain-name', 'network', 'decide', addDays(today, 15)],
    ['mobile-contract', 'telecom', 'later', addDays(today, 110)],
  ]);
  expect(rows[0]).toMatchObject({ field: 'Term ends', autoRenew: false, noticeDays: null });
  expect(rows[2]).toMatchObject({ field: null });
  const next = await desk.client.assets.listExpiries({ from: today, until: addDays(today, 90), kinds: ['network'] });
  expect(next.rows.map(({ name }) => name)).toEqual(['tls-certificate', 'domain-name']);
});

it('[T3] pages go through every end once, both ways, even of one asset on one day', async () => {
  const day = addDays(today, 5);
  for (let number = 0; number < 3; number += 1) await register('tls-certificate', { Expires: day }, day);
  for (const direction of ['ascending', 'descending'] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.client.assets.listExpiries({
        direction,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.rows.map(({ tag, kind }) => `${tag} ${kind}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  }
});

it('[T3] a disposed asset and an archived field end nothing any more', async () => {
  const { id } = await register('domain-name', { Expires: addDays(today, 5) });
  await register('tls-certificate', { Expires: addDays(today, 6) });
  await dispose(desk.client, id);
  const certificate = (await desk.client.assets.listExpiries({})).rows;
  expect(certificate.map(({ name }) => name)).toEqual(['tls-certificate']);
  const field = (await desk.client.assets.listFields()).find(
    ({ id: fieldId }) => fieldId === (certificate[0]?.id ?? 0) % 1_048_576,
  );
  await desk.client.assets.archiveField({ id: field?.id ?? 0 });
  expect((await desk.client.assets.listExpiries({})).total).toBe(0);
});

it('[T3] a window of days is found along the index of warranties and along that of the values of fields that say an end', () => {
  const inventory = desk.backend.inventory;
  if (!inventory) throw new Error('closed');
  const query = endsWithin(inventory.reader, { from: today, until: addDays(today, 90) }).select('expiry.asset_id');
  const { sql, parameters } = query.compile();
  const plan = inventory.sqlite
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail)
    .join('\n');
  expect(plan).toMatch(/SEARCH asset USING .*INDEX asset_warranty \(<expr>>\? AND <expr><\?\)/);
  expect(plan).toMatch(/SEARCH field_value USING .*INDEX field_value_text \(field_id=\? AND text_value>\?\)/);
  expect(plan).not.toMatch(/SCAN (asset|field_value)/);
});
