import type { MovementRow } from '#shared/features/assets/movement-contract.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { placeOrState } from './movement-text.ts';

export function movementColumns(): Column<MovementRow>[] {
  return [
    { id: 'at', heading: t('field.at'), width: '175px', sort: 'at', cell: ({ at }) => formatInstant(at) },
    { id: 'tag', heading: t('field.tag'), width: '112px', cell: ({ asset }) => asset.tag },
    { id: 'asset', heading: t('field.asset'), width: 'minmax(125px, 1.4fr)', cell: ({ asset }) => asset.name },
    { id: 'movement', heading: t('field.movement'), width: '118px', cell: ({ kind }) => word('movement', kind) },
    {
      id: 'movedFrom',
      heading: t('field.movedFrom'),
      width: 'minmax(95px, 1fr)',
      cell: ({ from }) => placeOrState(from),
    },
    { id: 'movedTo', heading: t('field.movedTo'), width: 'minmax(95px, 1.4fr)', cell: ({ to }) => placeOrState(to) },
    { id: 'reason', heading: t('field.reason'), width: 'minmax(90px, 1fr)', cell: ({ reason }) => reason },
    { id: 'operator', heading: t('field.operator'), width: 'minmax(98px, 0.8fr)', cell: ({ operator }) => operator },
    { id: 'how', heading: t('field.how'), width: 'minmax(80px, 0.6fr)', cell: ({ how }) => word('how', how) },
    {
      id: 'journalSeq',
      heading: t('field.journalSeq'),
      width: '90px',
      align: 'end',
      optional: true,
      cell: ({ journalSeq }) => formatNumber(journalSeq),
    },
  ];
}
