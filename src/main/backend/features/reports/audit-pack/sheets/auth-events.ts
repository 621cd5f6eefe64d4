import { actorName, eventQuery, factText, factsOf } from '../journal-events.ts';
import type { EventRow } from '../journal-events.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';

/** Who came in, who did not, and what changed about operators. */
export const authEventsSheet = querySheet<EventRow>({
  name: '63_Auth_events',
  table: 'journal',
  numberedBy: 'seq',
  alsoReads: ['operator'],
  sql: eventQuery("event >= 'auth.' AND event < 'auth/'"),
  restrictedBy: ['period'],
  always: 'events other than auth.*',
  record: 'Seq',
  columns: [
    column('Seq', 'integer', (row) => row.seq),
    column('At', 'dateTime', (row) => row.at),
    column('Operator', 'text', actorName),
    column('Event', 'text', (row) => row.event),
    column('Result', 'text', (row) => (row.event.endsWith('Failed') ? 'failed' : 'done')),
    notRecorded('Factor'),
    column('Desk', 'text', (row) => row.desk),
    column('Reason', 'text', (row) => row.reason ?? factText(factsOf(row)['code'])),
    column('Audit hash', 'text', (row) => row.hash),
    column('Subject', 'text', (row) => row.subject),
    column('User name given', 'text', (row) => factText(factsOf(row)['username'])),
    column('Source', 'text', (row) => row.source),
  ],
});
