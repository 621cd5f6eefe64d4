import { createHash } from 'node:crypto';
import type { Mapping } from '#shared/features/recovery/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { statementOf } from '#backend/kernel/db/statements.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readReport } from './read-report.ts';
import { addAlias } from './save-item.ts';
import './tables.ts';

/** So many lines are shown before anything is written. */
const shownLines = 200;

/**
 * By which names reports may call what is protected: what was given to each, then the tag of its asset and the name of
 * its service, where only one thing of it is protected.
 */
async function readNames(db: Db): Promise<Map<string, number>> {
  const items = await db
    .selectFrom('protected_item as item')
    .leftJoin('asset', 'asset.id', 'item.asset_id')
    .leftJoin('it_service as service', 'service.id', 'item.service_id')
    .select(['item.id', 'asset.tag', 'asset.name as asset_name', 'service.name as service_name'])
    .where('item.archived_at', 'is', null)
    .execute();
  const byName = new Map<string, number | null>();
  for (const { id, tag, asset_name: assetName, service_name: service } of items)
    for (const name of new Set([tag, assetName, service].map((each) => each?.toLowerCase()))) {
      if (name === undefined) continue;
      byName.set(name, byName.has(name) ? null : id);
    }
  for (const { name, item_id: id } of await db.selectFrom('protected_item_alias').selectAll().execute())
    byName.set(name.toLowerCase(), id);
  return new Map([...byName].flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])));
}

async function isKnownRun(db: Db) {
  const rows = await db.selectFrom('protection_run').select(['item_id', 'ended_at']).execute();
  const known = new Set(rows.map(({ item_id: id, ended_at: at }) => `${id} ${at}`));
  return (itemId: number, endedAt: string) => known.has(`${itemId} ${endedAt}`);
}

/** How a report would be read. */
export async function previewRuns(db: Db, { text, mapping }: { text: string; mapping: Mapping }, now: string) {
  const { rows, problems } = readReport(text, mapping, now);
  const names = await readNames(db);
  const isKnown = await isKnownRun(db);
  const read = rows.map((row) => ({ ...row, itemId: names.get(row.item.toLowerCase()) ?? null }));
  return {
    rows: read.slice(0, shownLines),
    problems: problems.slice(0, shownLines),
    total: read.length,
    known: read.filter(({ itemId, endedAt }) => itemId !== null && isKnown(itemId, endedAt)).length,
    unknownItems: [...new Set(read.filter(({ itemId }) => itemId === null).map(({ item }) => item))].slice(0, 500),
  };
}

interface ImportedReport {
  text: string;
  mapping: Mapping;
  source: string;
  /** Names that are given now, and kept for the next report. */
  names: readonly { name: string; itemId: number }[];
  skipProblems: boolean;
}

/**
 * Writes the runs of a report. One that is known is not written twice, so a log that grows may be read again and again.
 *
 * @throws Failure RUNS_REFUSED when lines can't be read or name nothing, and these are not to be left out.
 */
export async function importRuns(command: CommandContext, report: ImportedReport) {
  const { tx, now, actor } = command;
  for (const { name, itemId } of report.names) await addAlias(command, name, itemId);
  const { rows, problems } = readReport(report.text, report.mapping, now);
  const names = await readNames(tx);
  const unnamed = rows.filter(({ item }) => !names.has(item.toLowerCase()));
  const all = [...problems, ...unnamed.map(({ line, item }) => ({ line, code: 'ITEM' as const, text: item }))];
  if (all.length > 0 && !report.skipProblems)
    throw new Failure('RUNS_REFUSED', { problems: all.toSorted((one, other) => one.line - other.line).slice(0, 200) });
  const insert = statementOf(
    openInventoryOf(command.backend).sqlite,
    `INSERT INTO protection_run (item_id, ended_at, outcome, bytes, note, source, recorded_at, recorded_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (item_id, ended_at) DO NOTHING`,
  );
  let added = 0;
  let named = 0;
  for (const { item, endedAt, outcome, bytes, note } of rows) {
    const itemId = names.get(item.toLowerCase());
    if (itemId === undefined) continue;
    named += 1;
    added += insert.run(itemId, endedAt, outcome, bytes, note, report.source, now, actor.operatorId).changes;
  }
  const sha256 = createHash('sha256').update(report.text, 'utf8').digest('hex');
  await command.record({
    event: 'recovery.runsImported',
    subject: 'recovery:runs',
    data: { source: report.source, added, known: named - added, skipped: all.length, sha256 },
  });
  command.changed('recovery');
  return { added, known: named - added, skipped: all.length };
}
