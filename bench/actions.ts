import { isContractProcedure } from '@orpc/contract';
import type * as z from 'zod';
import type { ProcedureMeta } from '#shared/rpc/define.ts';
import { contract } from '#shared/contract.ts';
import type { Context } from './context.ts';
import { filters, listQueries } from './workloads/list-queries.ts';

export type Asked = Pick<Context, 'client' | 'raw'>;

/** Answered in a kiosk alone, to who approves alone, and asked by its page for some days alone. */
const elsewhere: ReadonlySet<string> = new Set(['kiosk.state', 'procurement.proposalsToDecide', 'assets.listExpiries']);

type Action = readonly [name: string, run: () => Promise<unknown>];

function something({ raw }: Asked) {
  const asset = raw.prepare<[], { id: number; tag: string; serial: string }>(
    "SELECT id, tag, serial FROM asset WHERE status = 'in_stock' LIMIT 1",
  );
  const person = raw.prepare<[], { badge_code: string }>('SELECT badge_code FROM person LIMIT 1').get();
  const found = asset.get();
  if (!found || !person) throw new Error('nothing to look at');
  return { ...found, badge: person.badge_code };
}

/** What a person looks at and waits for, by name. */
export function views(asked: Asked): Action[] {
  const { client } = asked;
  const { id, tag, serial } = something(asked);
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
    ['expiries ahead', () => client.assets.listExpiries({ from: '2026-11-24' })],
    ['expiries past', () => client.assets.listExpiries({ until: '2026-11-23', direction: 'descending' })],
    ['journal', () => client.reports.journal({})],
    ['journal by event', () => client.reports.journal({ event: 'custody.checkedIn' })],
    ...opening(client),
  ];
}

/** What pages ask as they open: every query that needs to be told nothing. */
function opening(client: Asked['client']): Action[] {
  const called = client as unknown as Record<string, Record<string, (input?: object) => Promise<unknown>>>;
  return Object.entries(contract).flatMap(([slice, own]) =>
    Object.entries(own).flatMap(([name, procedure]) => {
      if (!isContractProcedure(procedure)) return [];
      const { meta, inputSchema } = procedure['~orpc'] as { meta: ProcedureMeta; inputSchema?: z.ZodType };
      const asks = meta.kind === 'query' && !name.startsWith('choose') && !elsewhere.has(`${slice}.${name}`);
      const input = [undefined, {}].find((one) => inputSchema?.safeParse(one).success ?? one === undefined);
      const told = inputSchema === undefined || inputSchema.safeParse(input).success;
      return asks && told ? [[`${slice}.${name}`, async () => called[slice]?.[name]?.(input)] as const] : [];
    }),
  );
}

/** A cycle of the desk, one step after the other. */
export function deskActions(asked: Asked): Action[] {
  const { client } = asked;
  const { tag, badge } = something(asked);
  const scan = (text: string) => client.desk.scan({ session: 'B', text });
  return [
    ['desk: badge', () => scan(badge)],
    ['desk: check-out', () => scan(tag)],
    ['desk: no subject', () => client.desk.setSubject({ session: 'B', subject: null })],
    ['desk: check-in', () => scan(tag)],
    ['desk: undo', () => client.desk.undo({ session: 'B' })],
  ];
}
