import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './dashboard.module.css';

interface TileProps<Data> {
  title: string;
  /** The page on which all of it stands. */
  href: string;
  query: UseQueryResult<Data, Error>;
  /** What is said where there is nothing to count. */
  empty: string;
  isEmpty: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
}

/** One part of the overview: it comes, fails and is empty by itself. */
export function Tile<Data>({ title, href, query, empty, isEmpty, children }: TileProps<Data>) {
  return (
    <Panel title={title} actions={<EntityLink href={href}>{t('dashboard.open')}</EntityLink>}>
      <div className={classes['content']}>
        {query.error !== null ? (
          <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
        ) : query.data === undefined ? (
          <div aria-busy="true" aria-label={t('table.loading')} role="group">
            <Skeleton height={14} mb={12} />
            <Skeleton height={14} width="80%" mb={12} />
            <Skeleton height={14} width="60%" />
          </div>
        ) : isEmpty(query.data) ? (
          <p className={classes['empty']}>{empty}</p>
        ) : (
          children(query.data)
        )}
      </div>
    </Panel>
  );
}
