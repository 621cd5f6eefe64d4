import type { StocktakeLine } from '#shared/features/stocktakes/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { resultLook } from '../result-look.ts';

function decisionOf({ decision, outcome, decidedBy }: StocktakeLine): string | null {
  if (decision === null) return null;
  const asDecided = outcome === null || outcome === 'applied' || outcome === 'left';
  const what = word('varianceDecision', decision);
  return [asDecided ? what : `${what}: ${word('varianceOutcome', outcome)}`, decidedBy].filter(Boolean).join(' · ');
}

/** The narrow end first: what is cut off in a narrow column is the wide one. */
function PlaceEnd({ path }: { path: string | null }) {
  if (path === null) return null;
  return <span title={path}>{path.split(' › ').slice(-2).toReversed().join(' · ')}</span>;
}

export function lineColumns(secondPerson: boolean): Column<StocktakeLine>[] {
  return [
    {
      id: 'item',
      heading: t('field.asset'),
      width: '116px',
      cell: ({ assetId, tag, code }) =>
        assetId === null ? (
          code
        ) : (
          <a
            href={hrefTo(`/assets/${assetId}`)}
            tabIndex={-1}
            style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
          >
            {tag}
          </a>
        ),
    },
    { id: 'name', heading: t('field.name'), width: 'minmax(100px, 1fr)', cell: ({ name }) => name },
    {
      id: 'result',
      heading: t('stocktakes.result'),
      width: '150px',
      cell: ({ result, carriedOver }) => {
        const { tone, icon } = resultLook[result];
        const label = word('lineResult', result);
        return <StatusBadge tone={tone} icon={icon} label={carriedOver ? `${label} ↻` : label} />;
      },
    },
    {
      id: 'expectedPlace',
      heading: t('stocktakes.expectedPlace'),
      width: 'minmax(120px, 1.2fr)',
      cell: ({ expectedPlace }) => <PlaceEnd path={expectedPlace} />,
    },
    {
      id: 'seenPlace',
      heading: t('stocktakes.seenPlace'),
      width: 'minmax(120px, 1.2fr)',
      cell: ({ seenPlace }) => <PlaceEnd path={seenPlace} />,
    },
    {
      id: 'decision',
      heading: t('stocktakes.decision'),
      width: 'minmax(170px, 1.6fr)',
      cell: (line) => (
        <span
          title={[line.cause === null ? null : word('varianceCause', line.cause), line.note]
            .filter(Boolean)
            .join(' · ')}
        >
          {decisionOf(line)}
          {line.incident === null ? null : (
            <>
              {' · '}
              <a href={hrefTo(`/incidents/${line.incident.id}`)} tabIndex={-1} style={{ color: 'inherit' }}>
                {t('incidents.short', { number: line.incident.number })}
              </a>
            </>
          )}
        </span>
      ),
    },
    ...(secondPerson
      ? [
          {
            id: 'approvedBy',
            heading: t('stocktakes.approvedBy'),
            width: '120px',
            cell: ({ approvedBy, compensatingControl }: StocktakeLine) => (
              <span title={compensatingControl ?? undefined}>
                {approvedBy}
                {compensatingControl === null ? '' : ' *'}
              </span>
            ),
          },
        ]
      : []),
    {
      id: 'seenAt',
      heading: t('stocktakes.seenAt'),
      width: '176px',
      cell: ({ seenAt }) => (seenAt === null ? null : formatInstant(seenAt)),
    },
    {
      id: 'witnesses',
      heading: t('stocktakes.witnesses'),
      width: '80px',
      align: 'end',
      cell: ({ witnesses }) => formatNumber(witnesses),
    },
  ];
}
