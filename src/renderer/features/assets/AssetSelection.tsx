import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AssetFilter } from '#shared/features/assets/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface AssetSelectionProps {
  selected: ReadonlySet<number>;
  select: (ids: ReadonlySet<number>) => void;
  /** How many the filter finds. */
  total: number;
  filter: AssetFilter;
  /** What can be done with what is selected. */
  children: ReactNode;
}

/** How many assets are selected, what can be done with them, and how to select everything that the filter finds. */
export function AssetSelection({ selected, select, total, filter, children }: AssetSelectionProps) {
  const selectAll = useAction(
    () => client.assets.listIds(filter),
    (ids) => select(new Set(ids)),
  );
  return (
    <SelectionBar
      label={t('assets.selection')}
      counted={t('assets.selected', { count: selected.size })}
      clear={() => select(new Set())}
    >
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
    </SelectionBar>
  );
}
