import { actorName, beforeAndAfter, eventQuery } from '../journal-events.ts';
import type { EventRow } from '../journal-events.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';

/** Settings, operators and their roles, imports, exports, packs, backups and restores. */
const privileged = `event IN ('auth.administratorCreated', 'auth.operatorCreated', 'auth.operatorChanged', 'auth.recovered',
    'auth.passwordChanged', 'auth.secondFactorOff', 'auth.accessReviewed', 'auth.conflictAllowed', 'auth.conflictEnded',
    'labels.savedAsPdf')
  OR (event >= 'auth.role' AND event < 'auth.rolf')
  OR (event >= 'setup.' AND event < 'setup/') OR (event >= 'application.' AND event < 'application/')
  OR (event >= 'spreadsheets.' AND event < 'spreadsheets/') OR (event >= 'reports.' AND event < 'reports/')`;

export const privilegedActionsSheet = querySheet<EventRow>({
  name: '64_Privileged_actions',
  table: 'journal',
  numberedBy: 'seq',
  alsoReads: ['operator'],
  sql: eventQuery(privileged),
  restrictedBy: ['period'],
  always: 'events of daily work and of signing in and out',
  record: 'Seq',
  columns: [
    column('Seq', 'integer', (row) => row.seq),
    column('At', 'dateTime', (row) => row.at),
    column('Operator', 'text', actorName),
    column('Action', 'text', (row) => row.event),
    column('Object', 'text', (row) => row.subject),
    column('Before', 'text', (row) => beforeAndAfter(row).before),
    column('After', 'text', (row) => beforeAndAfter(row).after),
    notRecorded('Approved by'),
    column('Reason', 'text', (row) => row.reason),
    column('Audit hash', 'text', (row) => row.hash),
  ],
});
