import { IconArchive, IconCheck } from '@tabler/icons-react';
import type { PersonRow } from '#shared/features/people/contract.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

export function PersonState({ endsOn, archived }: { endsOn: string | null; archived: boolean }) {
  if (archived) return <StatusBadge tone="quiet" icon={IconArchive} label={t('people.archived')} />;
  if (endsOn !== null && endsOn < today())
    return <StatusBadge tone="warn" icon={IconArchive} label={t('people.left', { day: formatDay(endsOn) })} />;
  return <StatusBadge tone="good" icon={IconCheck} label={t('people.active')} />;
}

export function peopleColumns(): Column<PersonRow>[] {
  return [
    {
      id: 'name',
      heading: t('field.personName'),
      width: 'minmax(150px, 1.3fr)',
      sort: 'name',
      cell: ({ id, name }) => (
        <a
          href={hrefTo(`/people/${id}`)}
          tabIndex={-1}
          style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
        >
          {name}
        </a>
      ),
    },
    {
      id: 'employeeNumber',
      heading: t('field.employeeNumber'),
      width: '132px',
      sort: 'employeeNumber',
      cell: (row) => row.employeeNumber,
    },
    {
      id: 'department',
      heading: t('field.department'),
      width: 'minmax(110px, 1fr)',
      sort: 'department',
      cell: (row) => row.department?.name,
    },
    { id: 'title', heading: t('field.title'), width: 'minmax(110px, 1fr)', cell: (row) => row.title },
    { id: 'email', heading: t('field.email'), width: 'minmax(150px, 1.6fr)', cell: (row) => row.email },
    { id: 'place', heading: t('field.place'), width: 'minmax(100px, 1fr)', cell: (row) => row.place?.name },
    {
      id: 'assetsHeld',
      heading: t('field.assetsHeld'),
      width: '74px',
      align: 'end',
      sort: 'assetsHeld',
      cell: (row) => formatNumber(row.assetsHeld),
    },
    {
      id: 'state',
      heading: t('field.status'),
      width: '156px',
      cell: (row) => <PersonState endsOn={row.endsOn} archived={row.archived} />,
    },
  ];
}
