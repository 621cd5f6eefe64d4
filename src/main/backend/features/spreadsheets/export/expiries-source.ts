import type { Expiry } from '#shared/features/assets/expiry-contract.ts';
import { listExpiries } from '#backend/features/assets/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

/** What ends when, and until when somebody has to decide about it. */
export function expiriesSource(context: SourceContext, request: RequestOf<'expiries'>): ListSource {
  const { reader, now } = context;
  const columns = chosenColumns(expiryColumns(context), request.columns);
  const query = { ...request.filter, direction: request.direction, limit: rowsAtOnce };
  return byPages(columns, (cursor) => listExpiries({ reader, now }, { ...query, cursor }));
}

function expiryColumns({ language }: SourceContext): ExportColumn<Expiry>[] {
  const column = columnsIn<Expiry>(language);
  const what = ({ field, contractId, licenceOf }: Expiry) =>
    field ??
    textIn(
      language,
      licenceOf !== null ? 'expiries.licence' : contractId !== null ? 'expiries.contract' : 'expiries.warranty',
    );
  return [
    column('day', 'date', 12, (row) => row.day, 'expiries.ends'),
    column('state', 'text', 18, (row) => textIn(language, `expiryState.${row.state}`), 'field.status'),
    column('tag', 'text', 14, (row) => row.tag),
    column('name', 'text', 32, (row) => row.name),
    column('category', 'text', 20, (row) => row.category),
    column('what', 'text', 20, what, 'expiries.what'),
    column('decideBy', 'date', 12, (row) => row.decideBy, 'expiries.decideBy'),
    column('renews', 'boolean', 12, (row) => row.autoRenew, 'expiries.renews'),
  ];
}
