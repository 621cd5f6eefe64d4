import type { Context } from './context.ts';
import { recordStatements } from './measure/statements.ts';
import { filters, listQueries } from './workloads/list-queries.ts';

/** Tables that grow with the register; the others have some hundred rows. */
const growing: ReadonlySet<string> = new Set(['asset', 'custody', 'journal', 'movement', 'person']);

interface PlanFinding {
  action: string;
  sql: string;
  steps: string[];
}

/** What a person waits for, by name. */
function actions({ client, raw }: Context): (readonly [string, () => Promise<unknown>])[] {
  const asset = raw.prepare<[], { id: number; tag: string; serial: string }>(
    "SELECT id, tag, serial FROM asset WHERE status = 'in_stock' LIMIT 1",
  );
  const person = raw.prepare<[], { badge_code: string }>('SELECT badge_code FROM person LIMIT 1').get();
  const found = asset.get();
  if (!found || !person) throw new Error('nothing to look at');
  const { id, tag, serial } = found;
  const scan = (text: string) => client.desk.scan({ session: 'B', text });
  return [
    ...listQueries().map(({ label, query }) => [`list ${label}`, () => client.assets.list(query)] as const),
    ...filters.map(([name, filter]) => [`select all: ${name}`, () => client.assets.listIds(filter)] as const),
    ['lookup by tag', () => client.assets.lookup({ code: tag })],
    ['lookup by serial', () => client.assets.lookup({ code: serial })],
    ['search', () => client.assets.search({ text: 'thinkpad nov', limit: 20 })],
    ['asset page', () => client.assets.get({ id })],
    ['asset page: movements', () => client.assets.movements({ id })],
    ['asset page: custody', () => client.custody.chain({ assetId: id })],
    ['asset page: journal', () => client.reports.assetJournal({ assetId: id })],
    ['dashboard', () => client.assets.counts()],
    ['catalogue: models', () => client.assets.listModels()],
    ['catalogue: categories', () => client.assets.listCategories()],
    ['places', () => client.places.list({ includeArchived: false })],
    ['people by name', () => client.people.list({})],
    ['people by assets held', () => client.people.list({ sort: 'assetsHeld', direction: 'descending' })],
    ['people by department', () => client.people.list({ sort: 'department' })],
    ['person page: held', () => client.custody.heldBy({ kind: 'person', id: 7 })],
    ['journal', () => client.reports.journal({})],
    ['journal by event', () => client.reports.journal({ event: 'custody.checkedIn' })],
    ['desk: badge', () => scan(person.badge_code)],
    ['desk: check-out', () => scan(tag)],
    ['desk: no subject', () => client.desk.setSubject({ session: 'B', subject: null })],
    ['desk: check-in', () => scan(tag)],
    ['desk: undo', () => client.desk.undo({ session: 'B' })],
  ];
}

/** Statements that read a growing table from end to end, or sort in memory what an index could have kept sorted. */
export async function suspectPlans(context: Context): Promise<PlanFinding[]> {
  const findings = new Map<string, PlanFinding>();
  for (const [action, run] of actions(context)) {
    for (const { sql, parameters } of await recordStatements(context.raw, run)) {
      if (!/^\s*(select|insert|update|delete|with)/i.test(sql) || findings.has(sql)) continue;
      const steps = context.raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map((step) => step.detail)
        .filter((detail) => isSuspect(detail, sql));
      if (steps.length > 0) findings.set(sql, { action, sql, steps });
    }
  }
  return [...findings.values()];
}

/** Reading in order up to a LIMIT, unfiltered, is how a page is meant to be read, whatever the plan calls it. */
function isSuspect(detail: string, sql: string): boolean {
  // A search index whose plan carries no match is read whole.
  if (detail.startsWith('USE TEMP B-TREE') || detail.endsWith('VIRTUAL TABLE INDEX 0:')) return true;
  const [, scanned] = /^SCAN (\w+)/.exec(detail) ?? [];
  // An INSERT tells of scans that only run while a broken reference is outstanding, which none ever is.
  const page = /^\s*insert/i.test(sql) || (/ limit /i.test(sql) && !/ where /i.test(sql));
  return scanned !== undefined && growing.has(scanned) && !page;
}
