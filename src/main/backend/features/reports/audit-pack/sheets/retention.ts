import { actorName, eventQuery, factsOf } from '../journal-events.ts';
import type { EventRow } from '../journal-events.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';

interface Cleared {
  readonly rule: string;
  readonly basis: string;
  readonly table: string;
  readonly rows: (facts: Readonly<Record<string, unknown>>) => unknown;
  readonly span: (facts: Readonly<Record<string, unknown>>, row: EventRow) => string;
}

/** What the application clears away by a rule, by the event that it records then. Nothing else is deleted by time. */
const rules: Readonly<Record<string, Cleared>> = {
  'tracking.positionsForgotten': {
    rule: 'positions of trackers are kept for a number of days',
    basis: 'setting tracking.retentionDays',
    table: 'position, geofence_crossing',
    rows: (facts) => facts['positions'],
    span: (facts) => `before ${String(facts['before'])} (${String(facts['days'])} days)`,
  },
  'configuration.secretsForgotten': {
    rule: 'secrets of an asset are forgotten when it has left',
    basis: 'retirement of the asset',
    table: 'configuration_mark (the secret; the record of the step stays)',
    rows: (facts) => facts['count'],
    span: (facts, row) => `${row.subject} ${String(facts['tag'])}`,
  },
  'application.backupsRemoved': {
    rule: 'backups are kept by days, weeks and months',
    basis: 'setting backups.plan',
    table: 'files of backup_run (the record of the run stays)',
    rows: (facts) => (Array.isArray(facts['fileNames']) ? facts['fileNames'].length : null),
    span: (facts) => (Array.isArray(facts['fileNames']) ? facts['fileNames'].join(', ') : ''),
  },
};

const events = Object.keys(rules)
  .map((event) => `'${event}'`)
  .join(', ');

function told(pick: (cleared: Cleared, row: EventRow) => CellValue): (row: EventRow) => CellValue {
  return (row) => {
    const cleared = rules[row.event];
    return cleared === undefined ? null : pick(cleared, row);
  };
}

/** What was cleared away by a rule: when, by what, how much; the entry of the journal is the proof. */
export const retentionSheet = querySheet<EventRow>({
  name: '80_Retention',
  table: 'journal',
  numberedBy: 'seq',
  alsoReads: ['operator'],
  sql: eventQuery(`event IN (${events})`),
  restrictedBy: ['period'],
  always: 'events that clear nothing away',
  record: 'Seq',
  control: 'Rows',
  columns: [
    column(
      'Rule',
      'text',
      told(({ rule }) => rule),
    ),
    column(
      'Basis',
      'text',
      told(({ basis }) => basis),
    ),
    column(
      'Table',
      'text',
      told(({ table }) => table),
    ),
    column(
      'Rows',
      'integer',
      told(({ rows }, row) => {
        const count = rows(factsOf(row));
        return typeof count === 'number' ? count : null;
      }),
    ),
    column(
      'From/to',
      'text',
      told(({ span }, row) => span(factsOf(row), row)),
    ),
    column('Run at', 'dateTime', (row) => row.at),
    column('Run by', 'text', actorName),
    notRecorded('Approved by'),
    column('Proof hash', 'text', (row) => row.hash),
    column('Seq', 'integer', (row) => row.seq),
  ],
});
