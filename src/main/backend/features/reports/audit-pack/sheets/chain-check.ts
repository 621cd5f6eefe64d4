import { accuses } from '#backend/kernel/journal/chain.ts';
import type { ChainFault, ChainReport } from '#backend/kernel/journal/chain.ts';
import type { PackContext, PackSheet } from '../pack-sheet.ts';
import { column, queryIdOf } from '../query-sheet.ts';
import type { RowColumn } from '../query-sheet.ts';

interface CheckRow extends ChainReport {
  times(kind: ChainFault['kind']): number;
}

const columns: readonly RowColumn<CheckRow>[] = [
  column('Checked at', 'dateTime', (_, { facts }) => facts.now),
  column('By (app/verify tool version)', 'text', (_, { facts }) => `Quartermaster ${facts.version}`),
  column('From seq', 'integer', (row) => row.first),
  column('To seq', 'integer', (row) => row.last),
  column('Rows', 'integer', (row) => row.count),
  column('Gaps', 'integer', (row) => row.times('GAP')),
  column('Broken links', 'integer', (row) => row.times('BROKEN_LINK')),
  column('MAC failures', 'integer', (row) => row.times('WRONG_MAC')),
  column('Clock anomalies', 'integer', (row) => row.times('CLOCK_WENT_BACK')),
  column('Anchors checked', 'integer', (_, { anchors }) => anchors.length),
  column('Anchor medium', 'text', () => 'as-of entry of every audit pack made before'),
  column('Result', 'text', (row) => resultOf(row)),
  column('Altered entries', 'integer', (row) => row.times('ALTERED')),
  column('Entries cut off', 'integer', (row) => row.times('TRUNCATED')),
  column('Head hash', 'text', (row) => row.head),
];

function resultOf({ faults }: ChainReport): string {
  const first = faults.find(accuses);
  if (first === undefined) return faults.length === 0 ? 'whole' : 'whole; the clock went back';
  return `NOT whole: ${first.kind} at ${first.at}`;
}

/** What the walk along the whole journal found, whatever the period; at most 100 faults are told apart. */
export const chainCheckSheet: PackSheet = {
  name: '91_Chain_check',
  columns,
  record: null,
  control: null,
  source: ({ asOf, anchors }) => ({
    tables: 'journal, audit_pack',
    queryId: queryIdOf('91_Chain_check', 'SHA-256 and HMAC-SHA-256 along journal.seq'),
    queryText:
      'hash = SHA-256(bytes of prev, canonical JSON of the body); mac = HMAC-SHA-256(journal key, bytes of hash)',
    parameters: { asOfSeq: asOf.seq, anchors: anchors.length },
    rowsInSource: 1,
    rowsMatched: 1,
    filters: '',
    gaps: null,
  }),
  *rows(context: PackContext) {
    const report = context.chain;
    if (report === null) throw new Error('the journal was not walked before its check is told');
    const row = {
      ...report,
      times: (kind: ChainFault['kind']) => report.faults.filter((one) => one.kind === kind).length,
    };
    yield columns.map((one) => one.value(row, context));
  },
};
