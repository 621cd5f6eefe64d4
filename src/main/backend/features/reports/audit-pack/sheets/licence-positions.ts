import type { Finding } from '#shared/features/licences/position.ts';
import type { LicenceEvidence } from '#backend/features/licences/index.ts';
import type { PackContext, PackSheet, SheetSource } from '../pack-sheet.ts';
import { column, notRecorded, queryIdOf } from '../query-sheet.ts';
import type { RowColumn } from '../query-sheet.ts';

type Position = LicenceEvidence['positions'][number];

const rule = 'positions of products by the rules of their licences: docs/adr/0070';

/** A sheet of rows that were reckoned and not selected. */
function reckonedSheet<Row>(
  name: string,
  tables: string,
  columns: readonly RowColumn<Row>[],
  rowsOf: (context: PackContext) => readonly Row[],
): PackSheet {
  return {
    name,
    columns,
    record: null,
    control: null,
    source: (context): SheetSource => ({
      tables,
      queryId: queryIdOf(name, rule),
      queryText: rule,
      parameters: { asOfDay: context.licences.asOf },
      rowsInSource: rowsOf(context).length,
      rowsMatched: rowsOf(context).length,
      filters: '',
      gaps: null,
    }),
    *rows(context) {
      for (const row of rowsOf(context)) yield columns.map((one) => one.value(row, context));
    },
  };
}

/** The effective licence position of every product, with the arithmetic that leads to it. */
export const licencePositionsSheet = reckonedSheet<Position>(
  '52_ELP',
  'software_product, entitlement, entitlement_term, allocation, installation, software_session',
  [
    column('Product', 'text', (row) => row.product.name),
    column('Metric', 'text', (row) => row.metric),
    column('Owned', 'integer', (row) => row.entitled),
    column('Effective (after upgrade, expiry, OEM)', 'integer', (row) => row.effective),
    column('Allocated', 'integer', (row) => row.allocated),
    notRecorded('Allocated in use', 'integer'),
    notRecorded('Allocated not in use', 'integer'),
    notRecorded('Not allocated in use', 'integer'),
    column('Demand', 'integer', (row) => row.demand),
    notRecorded('Licensed by exact', 'integer'),
    notRecorded('Licensed by downgrade', 'integer'),
    notRecorded('Licensed by suite', 'integer'),
    column('Unlicensed', 'integer', (row) => row.shortfall),
    column('Position', 'integer', (row) => row.position),
    notRecorded('Unit price', 'money'),
    notRecorded('Shortage cost', 'money'),
    notRecorded('Surplus value', 'money'),
    column('Rule text', 'text', (row) => row.arithmetic),
    column('As of', 'date', (_, { licences }) => licences.asOf),
    column('Run no', 'integer', (_, { asOf }) => asOf.seq),
    column('Publisher', 'text', (row) => row.publisher),
    column('Installed', 'integer', (row) => row.installed),
    column('Used', 'integer', (row) => row.used),
    column('Surplus', 'integer', (row) => row.surplus),
    column('Could be taken back', 'integer', (row) => row.reclaimable),
    column('Unlimited', 'boolean', (row) => row.unlimited),
    column('Free of charge', 'boolean', (row) => row.free),
    column('Remarks', 'text', (row) => row.flags.join(', ') || null),
  ],
  ({ licences }) => licences.positions,
);

/** What does not fit together: installed without a right, given and not used, held by who is gone. */
export const licenceExceptionsSheet = reckonedSheet<Finding>(
  '53_Licence_exceptions',
  'installation, allocation, entitlement, entitlement_term, person, asset',
  [
    column('Kind', 'text', (row) => row.kind),
    column('Device/user', 'text', (row) => row.name),
    column('Product', 'text', (row) => row.product.name),
    column('Since', 'date', (row) => row.day),
    notRecorded('Decision'),
    notRecorded('Owner'),
    notRecorded('Due', 'date'),
    notRecorded('Closed at', 'dateTime'),
    column('Asset tag', 'text', (row) => row.asset?.tag ?? null),
    column('Person', 'text', (row) => row.person?.name ?? null),
  ],
  ({ licences }) => licences.findings,
);
