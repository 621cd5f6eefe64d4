import type { JournalEntry } from '#shared/features/reports/contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import type { JournalTable } from '#backend/kernel/journal/journal.ts';

export interface JournalQuery {
  subject?: string | undefined;
  event?: string | undefined;
  beforeSeq?: number | undefined;
  limit: number;
}

/** The journal backwards from the newest entry. */
export async function readJournal(
  { reader }: QueryContext,
  query: JournalQuery,
): Promise<{ entries: JournalEntry[]; total: number }> {
  let rows = reader.selectFrom('journal').selectAll();
  if (query.subject) rows = rows.where('subject', '=', query.subject);
  if (query.event) rows = rows.where('event', '=', query.event);
  if (query.beforeSeq !== undefined) rows = rows.where('seq', '<', query.beforeSeq);
  const found = await rows.orderBy('seq', 'desc').limit(query.limit).execute();
  const newest = await reader.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const names = await operatorNames(reader);
  return { entries: found.map((row) => entryOf(row, names)), total: newest?.seq ?? 0 };
}

export async function readAssetJournal(
  { reader, actor }: QueryContext,
  { assetId }: { assetId: number },
): Promise<JournalEntry[]> {
  const rows = await reader
    .selectFrom('journal')
    .selectAll()
    .where('subject', '=', `asset:${assetId}`)
    .orderBy('seq', 'desc')
    .limit(500)
    .execute();
  const names = await operatorNames(reader);
  const entries = rows.map((row) => entryOf(row, names));
  return actor.may('asset.cost.view') ? entries : entries.map((entry) => withoutCost(entry));
}

/** What an asset cost is told only to those who may see it, in its history as well. */
/** A residual value says much of the cost that it was left of. */
const ofMoney: ReadonlySet<string> = new Set(['cost', 'depreciation']);

function withoutCost(entry: JournalEntry): JournalEntry {
  const hide = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const shown = Object.entries(value).filter(([name]) => !ofMoney.has(name) && !name.startsWith('cost '));
    return Object.fromEntries(shown);
  };
  return { ...entry, data: { ...entry.data, before: hide(entry.data['before']), after: hide(entry.data['after']) } };
}

async function operatorNames(reader: QueryContext['reader']): Promise<Map<string, string>> {
  const rows = await reader.selectFrom('operator').select(['id', 'display_name']).execute();
  // What time or a stranger does is nobody's deed; the source says what it was.
  return new Map([['operator:0', '–'], ...rows.map((row) => [`operator:${row.id}`, row.display_name] as const)]);
}

function entryOf(row: JournalTable, names: Map<string, string>): JournalEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: names.get(row.actor) ?? row.actor,
    source: row.source,
    event: row.event,
    subject: row.subject,
    data: JSON.parse(row.data) as Record<string, unknown>,
    reason: row.reason,
    hash: row.hash,
  };
}
