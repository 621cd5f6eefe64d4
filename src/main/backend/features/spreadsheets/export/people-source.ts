import type { PersonRow } from '#shared/features/people/contract.ts';
import { listPeople } from '#backend/features/people/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

export function peopleSource(context: SourceContext, request: RequestOf<'people'>): ListSource {
  const { reader } = context;
  const columns = chosenColumns(personColumns(context), request.columns);
  const { filter, sort, direction } = request;
  const query = { ...filter, includeArchived: filter.includeArchived ?? false, sort, direction, limit: rowsAtOnce };
  return byPages(columns, (cursor) => listPeople({ reader }, { ...query, cursor }));
}

function personColumns({ language }: SourceContext): ExportColumn<PersonRow>[] {
  const column = columnsIn<PersonRow>(language);
  return [
    column('name', 'text', 28, (row) => row.name, 'field.personName'),
    column('employeeNumber', 'text', 16, (row) => row.employeeNumber),
    column('department', 'text', 20, (row) => row.department?.name ?? null),
    column('title', 'text', 22, (row) => row.title),
    column('email', 'text', 28, (row) => row.email),
    column('place', 'text', 20, (row) => row.place?.name ?? null),
    column('assetsHeld', 'integer', 10, (row) => row.assetsHeld),
    column('endsOn', 'date', 12, (row) => row.endsOn),
    column(
      'state',
      'text',
      12,
      (row) => textIn(language, row.archived ? 'people.archived' : 'people.active'),
      'field.status',
    ),
  ];
}
