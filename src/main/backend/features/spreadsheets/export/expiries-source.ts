import type { Expiry } from '#shared/features/assets/expiry-contract.ts';
import { listExpiries } from '#backend/features/assets/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { cells } from './assets-source.ts';
import { chosenColumns, headingOf, pagedRows } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

const rowsAtOnce = 500;

/** What ends when, and until when somebody has to decide about it. */
export function expiriesSource(context: SourceContext, request: RequestOf<'expiries'>): ListSource {
  const { reader, now } = context;
  const columns = chosenColumns(expiryColumns(context), request.columns);
  const query = { ...request.filter, direction: request.direction, limit: rowsAtOnce };
  return {
    columns,
    rows: (done) =>
      cells(
        columns,
        pagedRows((cursor) => listExpiries({ reader, now }, { ...query, cursor }), done),
      ),
  };
}

function expiryColumns({ language }: SourceContext): ExportColumn<Expiry>[] {
  const text = (id: string, heading: string, width: number, value: ExportColumn<Expiry>['value']) =>
    ({ id, heading, type: 'text', width, value }) as const;
  const field = (name: string) => headingOf(language, name);
  const day = (id: string, heading: string, value: ExportColumn<Expiry>['value']) =>
    ({ id, heading, type: 'date', width: 12, value }) as const;
  return [
    day('day', textIn(language, 'expiries.ends'), (row) => row.day),
    text('state', field('status'), 18, (row) => textIn(language, `expiryState.${row.state}`)),
    text('tag', field('tag'), 14, (row) => row.tag),
    text('name', field('name'), 32, (row) => row.name),
    text('category', field('category'), 20, (row) => row.category),
    text(
      'what',
      textIn(language, 'expiries.what'),
      20,
      (row) => row.field ?? textIn(language, row.kind === 'contract' ? 'expiries.contract' : 'expiries.warranty'),
    ),
    day('decideBy', textIn(language, 'expiries.decideBy'), (row) => row.decideBy),
    {
      id: 'renews',
      heading: textIn(language, 'expiries.renews'),
      type: 'boolean',
      width: 12,
      value: (row) => row.autoRenew,
    },
  ];
}
