import type { MovementRow } from '#shared/features/assets/movement-contract.ts';
import { listAllMovements } from '#backend/features/assets/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { cells } from './assets-source.ts';
import { chosenColumns, headingOf, pagedRows } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

const rowsAtOnce = 500;

/** What happened to place, custodian and status of all assets, each with the number of its journal entry. */
export function movementsSource(context: SourceContext, request: RequestOf<'movements'>): ListSource {
  const { reader } = context;
  const columns = chosenColumns(movementColumns(context), request.columns);
  const query = { ...request.filter, direction: request.direction, limit: rowsAtOnce };
  return {
    columns,
    rows: (done) =>
      cells(
        columns,
        pagedRows((cursor) => listAllMovements({ reader }, { ...query, cursor }), done),
      ),
  };
}

function movementColumns({ language }: SourceContext): ExportColumn<MovementRow>[] {
  const column = (
    id: string,
    width: number,
    value: ExportColumn<MovementRow>['value'],
    type: ExportColumn<MovementRow>['type'] = 'text',
  ): ExportColumn<MovementRow> => ({ id, heading: headingOf(language, id), type, width, value });
  // A status or a condition stands there by its own name; everything else is a name of the day.
  const named = (value: string) =>
    ['status', 'condition']
      .map((kind) => textIn(language, `${kind}.${value}`))
      .find((text) => !text.endsWith(`.${value}`));
  const shown = (value: string | null) => (value === null ? null : (named(value) ?? value));
  return [
    column('at', 18, (row) => row.at, 'dateTime'),
    column('tag', 14, (row) => row.asset.tag),
    column('asset', 30, (row) => row.asset.name),
    column('movement', 18, (row) => textIn(language, `movement.${row.kind}`)),
    column('movedFrom', 24, (row) => shown(row.from)),
    column('movedTo', 24, (row) => shown(row.to)),
    column('reason', 26, (row) => row.reason),
    column('operator', 20, (row) => row.operator),
    column('how', 12, (row) => textIn(language, `how.${row.how}`)),
    column('journalSeq', 12, (row) => row.journalSeq, 'integer'),
  ];
}
