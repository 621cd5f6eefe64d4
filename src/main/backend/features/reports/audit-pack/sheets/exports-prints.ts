import { actorName, eventQuery, factText, factsOf } from '../journal-events.ts';
import type { EventRow } from '../journal-events.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';

const leaving = `event IN ('spreadsheets.exported', 'labels.printed', 'labels.savedAsPdf', 'labels.templateExported',
    'reports.auditPackMade', 'reports.stocktakeReported', 'reports.reportWritten', 'reconciliation.exported',
    'incidents.reportPrinted', 'configuration.recordPrinted', 'handbook.printed', 'retirement.certificatesPrinted',
    'procurement.orderSavedAsPdf', 'procurement.quoteRequestSavedAsPdf', 'procurement.proposalSavedAsPdf',
    'stocktakes.givenOut', 'application.backedUp')`;

/** How many rows or labels an event counted; null where it counted none. */
function rowsOf(row: EventRow): number | null {
  const facts = factsOf(row);
  const count = facts['rows'] ?? facts['printed'] ?? facts['labels'];
  return typeof count === 'number' ? count : null;
}

/** What left the application: files and labels. */
export const exportsPrintsSheet = querySheet<EventRow>({
  name: '92_Exports_prints',
  table: 'journal',
  numberedBy: 'seq',
  alsoReads: ['operator'],
  sql: eventQuery(leaving),
  restrictedBy: ['period'],
  always: 'events by which nothing leaves',
  record: 'Seq',
  control: 'Rows',
  columns: [
    column('At', 'dateTime', (row) => row.at),
    column('Operator', 'text', actorName),
    column('What', 'text', (row) => [row.event, factText(factsOf(row)['fileName'])].filter((part) => part).join(' ')),
    column('Rows', 'integer', rowsOf),
    column('Filter', 'text', (row) => factText(factsOf(row)['scope'] ?? factsOf(row)['filter'])),
    column('File SHA-256', 'text', (row) => factText(factsOf(row)['sha256'])),
    notRecorded('Recipient'),
    notRecorded('Contains secrets', 'boolean'),
    column('Seq', 'integer', (row) => row.seq),
    column('Audit hash', 'text', (row) => row.hash),
  ],
});
