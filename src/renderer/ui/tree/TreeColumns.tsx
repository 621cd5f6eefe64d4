import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './tree.module.css';

interface TreeColumnsProps {
  search: string;
  filter: string;
  setFilter: (filter: string) => void;
  tree: ReactNode;
  /** Stands under the tree. */
  foot?: ReactNode;
  detail: ReactNode;
}

/** A tree on the left, what is chosen of it beside it. */
export function TreeColumns({ search, filter, setFilter, tree, foot, detail }: TreeColumnsProps) {
  return (
    <div className={classes['columns']}>
      <div className={classes['tree']}>
        <TextInput
          m="xs"
          aria-label={search}
          placeholder={search}
          leftSection={<IconSearch size={15} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        {tree}
        {foot === undefined ? null : <div className={classes['foot']}>{foot}</div>}
      </div>
      <div className={classes['detail']}>{detail}</div>
    </div>
  );
}
