import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { suspectPlans } from '../../bench/plans.ts';

let desk: TestDesk;
let raw: Sqlite;

beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
  const { dataKey } = openInventoryOf(desk.backend);
  raw = openSqlite({ file: join(desk.folder, 'quartermaster.db'), key: dataKey, readonly: true });
});
afterAll(async () => {
  raw.close();
  await desk.close();
});

/** What is read from end to end all the same, and why nobody waits for it. */
const known: Readonly<Record<string, string>> = {
  'select all: none': 'the answer is the whole register',
  'dashboard.values': 'one narrow index, added up',
  'dashboard.compliance': 'kept until something changes, and reckoned from every installation',
  'licences.checkCompliance': 'every installation is what it reckons from',
  'desk: badge': 'an index of the labels alone that wait to be scanned',
  'desk: check-out': 'an index of the rules alone that hold',
  'keys.overview': 'asked by administrators who change a key',
  'labels.unread': 'the planner of an empty table; labels that wait have an index of their own',
  'people by name': 'counted up to a thousand',
  'people by department': 'sorted by what only a join knows',
  'people by assets held': 'sorted by what is counted for everybody',
  search: 'persons, in one narrow index',
  'maintenance.counts': 'an index of what is open alone',
  'procurement.listOrders': 'counted up to a thousand',
  'procurement.listRequisitions': 'counted up to a thousand',
  'procurement.listSupplierPerformance': 'every delivery counts',
  'retirement.listToWitness': 'an index of what waits for a witness alone',
  'retirement.review': 'every repair that cost something counts',
  'roleRuns.listExpected': 'persons alone, a tenth as many as assets',
  'security.listMisplaced': 'rules of keeping are held against every asset',
  'security.listRules': 'rules of keeping are held against every asset',
  'software.listUnrecognised': 'every name that was found counts',
  'support.listCategories': 'an index of what is open alone',
  'tracking.positionSettings': 'one narrow index, counted',
  'training.listCourses': 'an index of the rules alone that hold',
  'updates.listInstalled': 'installations of the products that are watched',
  'updates.listProducts': 'installations of the products that are watched',
};

it('[O3] what a person waits for reads no growing table from end to end', { timeout: 120_000 }, async () => {
  const findings = await suspectPlans({ client: desk.client, raw });
  // Whatever a list is sorted by, it is one list.
  const scans = findings
    .filter(({ steps }) => steps.some((step) => step.startsWith('SCAN')))
    .map((finding) => ({ ...finding, action: finding.action.replace(/, by .*/, '') }));
  expect(
    scans.filter(({ action }) => !(action in known)).map(({ action, steps, sql }) => [action, steps, sql]),
  ).toEqual([]);
  // What is no longer read so is known no longer.
  const met = new Set(scans.map(({ action }) => action));
  expect(Object.keys(known).filter((action) => !met.has(action))).toEqual([]);
});
