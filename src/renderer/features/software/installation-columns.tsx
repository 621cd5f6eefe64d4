import type { InstallationRow } from '#shared/features/software/contract.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

const dayOrNothing = (day: string | null) => (day === null ? '' : formatDay(day));

/** @param ofOneAsset leaves out what every row would repeat */
export function installationColumns(ofOneAsset: boolean): Column<InstallationRow>[] {
  const columns: Column<InstallationRow>[] = [
    {
      id: 'product',
      heading: t('field.product'),
      width: 'minmax(180px, 2fr)',
      sort: 'product',
      cell: ({ product, name }) => product?.name ?? name,
    },
    {
      id: 'softwareVersion',
      heading: t('field.softwareVersion'),
      width: '120px',
      cell: ({ softwareVersion }) => softwareVersion,
    },
    {
      id: 'publisher',
      heading: t('field.publisher'),
      width: 'minmax(120px, 1fr)',
      cell: ({ publisher }) => publisher,
    },
    { id: 'tag', heading: t('field.tag'), width: '110px', sort: 'tag', cell: ({ asset }) => asset.tag },
    { id: 'asset', heading: t('field.asset'), width: 'minmax(130px, 1fr)', cell: ({ asset }) => asset.name },
    {
      id: 'installedOn',
      heading: t('field.installedOn'),
      width: '120px',
      optional: true,
      cell: ({ installedOn }) => dayOrNothing(installedOn),
    },
    {
      id: 'seenOn',
      heading: t('field.seenOn'),
      width: '130px',
      sort: 'seenOn',
      cell: ({ seenOn }) => formatDay(seenOn),
    },
    {
      id: 'usedOn',
      heading: t('field.usedOn'),
      width: '120px',
      optional: !ofOneAsset,
      cell: ({ usedOn }) => dayOrNothing(usedOn),
    },
    { id: 'source', heading: t('field.source'), width: 'minmax(110px, 1fr)', cell: ({ source }) => source },
  ];
  return ofOneAsset ? columns.filter(({ id }) => id !== 'tag' && id !== 'asset') : columns;
}
