import type { DueAsset } from '#shared/features/custody/contract.ts';
import { listDue } from '#backend/features/custody/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { allAtOnce, chosenColumns, columnsIn } from './list-source.ts';
import type { ListSource, RequestOf, SourceContext } from './list-source.ts';

/** What is out and should be back by now or soon, the longest overdue first. */
export function loansSource(context: SourceContext, request: RequestOf<'loans'>): ListSource {
  const column = columnsIn<DueAsset>(context.language);
  const columns = chosenColumns(
    [
      column('tag', 'text', 14, (row) => row.tag),
      column('name', 'text', 30, (row) => row.name),
      column('custodian', 'text', 24, (row) => row.custodian.name),
      column('email', 'text', 28, (row) => row.email),
      column('purpose', 'text', 26, (row) => row.purpose, 'custody.purpose'),
      column('dueOn', 'date', 12, (row) => row.dueOn),
      column('daysOver', 'integer', 12, (row) => Math.max(0, row.daysOver), 'loans.daysOver'),
    ],
    request.columns,
  );
  const due = () => listDue(context.reader, dayOf(context.now), request.filter.withinDays);
  return { columns, rows: allAtOnce(columns, due) };
}
