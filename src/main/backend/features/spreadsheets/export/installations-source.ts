import type { InstallationRow } from '#shared/features/software/contract.ts';
import { listInstallations } from '#backend/features/software/index.ts';
import { cells } from './assets-source.ts';
import { chosenColumns, headingOf, pagedRows } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

const rowsAtOnce = 500;

/** What is really installed, and on which assets. */
export function installationsSource(context: SourceContext, request: RequestOf<'installations'>): ListSource {
  const { reader } = context;
  const columns = chosenColumns(installationColumns(context), request.columns);
  const { filter, sort, direction } = request;
  return {
    columns,
    rows: (done) =>
      cells(
        columns,
        pagedRows(
          (cursor) => listInstallations({ reader }, { ...filter, sort, direction, limit: rowsAtOnce, cursor }),
          done,
        ),
      ),
  };
}

function installationColumns({ language }: SourceContext): ExportColumn<InstallationRow>[] {
  const column = (
    id: string,
    width: number,
    value: ExportColumn<InstallationRow>['value'],
    type: ExportColumn<InstallationRow>['type'] = 'text',
  ): ExportColumn<InstallationRow> => ({ id, heading: headingOf(language, id), type, width, value });
  return [
    column('product', 34, (row) => row.product.name),
    column('softwareVersion', 16, (row) => row.softwareVersion),
    column('publisher', 24, (row) => row.publisher?.name ?? null),
    column('tag', 14, (row) => row.asset.tag),
    column('asset', 30, (row) => row.asset.name),
    { ...column('installedOn', 12, (row) => row.installedOn, 'date'), optional: true },
    column('seenOn', 12, (row) => row.seenOn, 'date'),
    { ...column('usedOn', 12, (row) => row.usedOn, 'date'), optional: true },
    column('source', 24, (row) => row.source),
  ];
}
