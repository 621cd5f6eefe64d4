import type { MovementRow } from '#shared/features/assets/movement-contract.ts';
import { listAllMovements } from '#backend/features/assets/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

/** What happened to place, custodian and status of all assets, each with the number of its journal entry. */
export function movementsSource(context: SourceContext, request: RequestOf<'movements'>): ListSource {
  const { reader } = context;
  const columns = chosenColumns(movementColumns(context), request.columns);
  const query = { ...request.filter, direction: request.direction, limit: rowsAtOnce };
  return byPages(columns, (cursor) => listAllMovements({ reader }, { ...query, cursor }));
}

function movementColumns({ language }: SourceContext): ExportColumn<MovementRow>[] {
  const column = columnsIn<MovementRow>(language);
  // A status or a condition stands there by its own name; everything else is a name of the day.
  const named = (value: string) =>
    ['status', 'condition']
      .map((kind) => textIn(language, `${kind}.${value}`))
      .find((text) => !text.endsWith(`.${value}`));
  const shown = (value: string | null) => (value === null ? null : (named(value) ?? value));
  return [
    column('at', 'dateTime', 18, (row) => row.at),
    column('tag', 'text', 14, (row) => row.asset.tag),
    column('asset', 'text', 30, (row) => row.asset.name),
    column('movement', 'text', 18, (row) => textIn(language, `movement.${row.kind}`)),
    column('movedFrom', 'text', 24, (row) => shown(row.from)),
    column('movedTo', 'text', 24, (row) => shown(row.to)),
    column('reason', 'text', 26, (row) => row.reason),
    column('operator', 'text', 20, (row) => row.operator),
    column('how', 'text', 12, (row) => textIn(language, `how.${row.how}`)),
    column('journalSeq', 'integer', 12, (row) => row.journalSeq),
  ];
}
