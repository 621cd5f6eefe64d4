import type { InstallationRow } from '#shared/features/software/contract.ts';
import { listInstallations } from '#backend/features/software/index.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

/** What is really installed, and on which assets. */
export function installationsSource(context: SourceContext, request: RequestOf<'installations'>): ListSource {
  const { reader } = context;
  const columns = chosenColumns(installationColumns(context), request.columns);
  const { filter, sort, direction } = request;
  return byPages(columns, (cursor) =>
    listInstallations({ reader }, { ...filter, sort, direction, limit: rowsAtOnce, cursor }),
  );
}

function installationColumns({ language }: SourceContext): ExportColumn<InstallationRow>[] {
  const column = columnsIn<InstallationRow>(language);
  return [
    column('product', 'text', 34, (row) => row.product?.name ?? row.name),
    column('softwareVersion', 'text', 16, (row) => row.softwareVersion),
    column('publisher', 'text', 24, (row) => row.publisher),
    column('tag', 'text', 14, (row) => row.asset.tag),
    column('asset', 'text', 30, (row) => row.asset.name),
    { ...column('installedOn', 'date', 12, (row) => row.installedOn), optional: true },
    column('seenOn', 'date', 12, (row) => row.seenOn),
    { ...column('usedOn', 'date', 12, (row) => row.usedOn), optional: true },
    column('source', 'text', 24, (row) => row.source),
  ];
}
