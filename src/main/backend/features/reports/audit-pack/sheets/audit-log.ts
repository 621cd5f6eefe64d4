import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import type { JournalTable } from '#backend/kernel/journal/journal.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import { actorName, beforeAndAfter } from '../journal-events.ts';
import { longestCellText } from '../pack-sheet.ts';
import type { PackContext, PackSheet, QueryParameters } from '../pack-sheet.ts';
import { column, queryIdOf, recordsOf } from '../query-sheet.ts';
import type { RowColumn } from '../query-sheet.ts';
import { inPeriod, parametersOf, restrictionsOf } from '../scope.ts';

const name = '90_Audit_log';

const rangeSql = `SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE seq <= :asOfSeq AND ${inPeriod('at')}`;

/** An entry with what was and what is, which are read out of its data once. */
interface LogRow extends JournalTable {
  change: ReturnType<typeof beforeAndAfter>;
}

/** The body of an entry is in the columns up to the hash, so that the chain can be recomputed from the pack alone. */
const columns: readonly RowColumn<LogRow>[] = [
  column('Seq', 'integer', (row) => row.seq),
  column('At (UTC)', 'dateTime', (row) => row.at),
  column('Monotonic ms', 'integer', (row) => row.monotonic),
  column('Actor', 'text', (row) => row.actor),
  column('Role', 'text', (row) => row.role),
  column('Desk', 'text', (row) => row.desk),
  column('Session', 'text', (row) => row.session),
  column('Action', 'text', (row) => row.event),
  column('Object', 'text', (row) => row.subject),
  column('Before', 'text', (row) => row.change.before),
  column('After', 'text', (row) => row.change.after),
  column('Reason', 'text', (row) => row.reason),
  column('Prev hash', 'text', (row) => row.prev),
  column('Hash', 'text', (row) => row.hash),
  column('MAC', 'text', (row) => row.mac),
  column('Boot', 'text', (row) => row.boot),
  column('Source', 'text', (row) => row.source),
  // An empty cell can't tell a reason that is empty from one that was not given, and their hashes differ.
  column('Reason given', 'boolean', (row) => row.reason !== null),
  column('Data', 'text', (row) => row.data.slice(0, longestCellText)),
  column('Operator', 'text', actorName),
];
const dataColumn = columns.findIndex((one) => one.heading === 'Data');

/**
 * The journal of the period: a run of the sequence without a gap, so that its links can be followed. While it is
 * written the whole journal is walked along and checked, which is what 91_Chain_check tells.
 */
export const auditLogSheet: PackSheet = {
  name,
  columns,
  record: 0,
  control: 0,
  source: (context) => {
    const { first, last } = rangeOf(context);
    return {
      tables: 'journal, operator',
      queryId: queryIdOf(name, rangeSql),
      queryText: `${rangeSql}; every entry from first to last`,
      parameters: periodOf(context),
      ...recordsOf(context.sqlite, 'journal', 'seq'),
      rowsMatched:
        context.sqlite
          .prepare<[number, number], number>('SELECT count(*) FROM journal WHERE seq BETWEEN ? AND ?')
          .pluck()
          .get(first, last) ?? 0,
      filters: restrictionsOf(context, ['period']).join('; '),
    };
  },
  *rows(context) {
    const { first, last } = rangeOf(context);
    const check = new ChainCheck(context.journalKey, context.anchors);
    for (const { row, ...link } of readChain(context.sqlite, 1, context.asOf.seq)) {
      check.check(link);
      if (row.seq < first || row.seq > last) continue;
      const told = Object.assign(row, { change: beforeAndAfter(row) });
      yield columns.map((one) => one.value(told, context));
      yield* continuationsOf(row);
    }
    context.chain = check.report();
  },
};

/** What does not fit into the cell follows in rows that hold nothing else. */
function* continuationsOf({ data }: JournalTable): Generator<readonly CellValue[]> {
  for (let from = longestCellText; from < data.length; from += longestCellText) {
    yield columns.map((_, at) => (at === dataColumn ? data.slice(from, from + longestCellText) : null));
  }
}

function periodOf(context: PackContext): QueryParameters {
  const { fromInstant = null, toInstant = null, asOfSeq = 0 } = parametersOf(context);
  return { fromInstant, toInstant, asOfSeq };
}

function rangeOf(context: PackContext): { first: number; last: number } {
  const range = context.sqlite
    .prepare<[QueryParameters], { first: number | null; last: number | null }>(rangeSql)
    .get(periodOf(context));
  return { first: range?.first ?? 0, last: range?.last ?? -1 };
}
