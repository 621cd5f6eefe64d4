import { Text, Title } from '@mantine/core';
import { memo } from 'react';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { formatTime } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { OutcomeIcon } from './OutcomeIcon.tsx';
import { outcomeLook, pathOf, titleOf } from './outcome.ts';

function detailOf(result: DeskResult): string {
  const path = pathOf(result);
  if (result.outcome === 'subject') return result.subject?.detail ?? word('outcome', 'subject');
  return [word('outcome', result.outcome), path].filter((part) => part !== null).join(' · ');
}

/** What this session has read, newest first. */
export const RecentScans = memo(function RecentScans({ recent }: { recent: readonly DeskResult[] }) {
  return (
    <section className={classes['recent']} aria-label={t('desk.recent')}>
      <div className={classes['recentHead']}>
        <Title order={2}>{t('desk.recent')}</Title>
        <Text size="sm" c="dimmed">
          {t('desk.scanCount', { count: recent.length })}
        </Text>
      </div>
      {recent.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('desk.nothingYet')}
        </Text>
      ) : (
        // What scrolls must be reachable by keyboard.
        <ol className={classes['recentList']} tabIndex={0} aria-label={t('desk.recent')}>
          {recent.map((result) => {
            const { tone } = outcomeLook[result.outcome];
            return (
              <li key={`${result.at}-${result.code}-${result.outcome}`} data-tone={tone}>
                <OutcomeIcon result={result} size={16} />
                <span className={classes['recentCode']}>{titleOf(result)}</span>
                <span className={classes['recentTime']}>{formatTime(result.at)}</span>
                <span className={classes['recentDetail']}>{detailOf(result)}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
});
