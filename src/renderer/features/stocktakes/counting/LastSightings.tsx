import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { formatTime } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { lookOf } from '../result-look.ts';
import classes from './counting.module.css';

/** What this operator saw last; it is still there after a restart. */
export function LastSightings({ id }: { id: number }) {
  const recent = useQuery(rpc.stocktakes.recent.queryOptions({ input: { id } })).data ?? [];
  if (recent.length === 0)
    return (
      <Text size="sm" p="md" c="dimmed">
        {t('stocktakes.nothingYet')}
      </Text>
    );
  return (
    <ol className={classes['rows']} aria-label={t('stocktakes.lastSightings')}>
      {recent.map((result, index) => {
        const { tone, icon: OutcomeIcon } = lookOf(result);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- the same code may be seen twice at the same instant
          <li key={index} data-tone={tone}>
            <OutcomeIcon size={16} aria-hidden />
            <span className={classes['rowText']}>
              <b>{result.asset?.tag ?? result.code}</b>
              <small>{[word('countOutcome', result.outcome), result.place?.name].filter(Boolean).join(' · ')}</small>
            </span>
            <span className="numbers">{formatTime(result.at)}</span>
          </li>
        );
      })}
    </ol>
  );
}
