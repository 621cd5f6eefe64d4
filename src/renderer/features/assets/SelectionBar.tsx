import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AssetFilter } from '#shared/features/assets/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './assets.module.css';

interface SelectionBarProps {
  selected: ReadonlySet<number>;
  select: (ids: ReadonlySet<number>) => void;
  /** How many the filter finds. */
  total: number;
  filter: AssetFilter;
  /** What can be done with what is selected. */
  children: ReactNode;
}

/** How many assets are selected, what can be done with them, and how to select everything that the filter finds. */
export function SelectionBar({ selected, select, total, filter, children }: SelectionBarProps) {
  const selectAll = useAction(
    () => client.assets.listIds(filter),
    (ids) => select(new Set(ids)),
  );
  return (
    <div className={classes['selection']} role="group" aria-label={t('assets.selection')}>
      <strong>{t('assets.selected', { count: selected.size })}</strong>
      {children}
      {selected.size < total ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={selectAll.isPending}
          onClick={() => selectAll.mutate(undefined)}
        >
          {t('assets.selectFound', { count: total })}
        </Button>
      ) : null}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => select(new Set())}>
        {t('assets.clearSelection')}
      </Button>
    </div>
  );
}
