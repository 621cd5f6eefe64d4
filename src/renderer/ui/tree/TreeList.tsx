import type { Icon } from '@tabler/icons-react';
import { formatNumber } from '../text/format.ts';
import classes from './tree.module.css';

export interface TreeItem<Key extends string | number> {
  key: Key;
  name: string;
  /** From the widest down; told when the way is not seen. */
  path: string;
  /** What it is found by beside its path. */
  words?: string;
  depth: number;
  icon: Icon;
  /** What the icon stands for. */
  kind: string;
  count: number;
  /** Not in use any more. */
  faded?: boolean;
}

interface TreeListProps<Key extends string | number> {
  label: string;
  items: readonly TreeItem<Key>[];
  filter: string;
  chosen: Key | null;
  choose: (key: Key) => void;
}

/** A tree as an indented list; while it is filtered, what is found stands with its whole path. */
export function TreeList<Key extends string | number>({ label, items, filter, chosen, choose }: TreeListProps<Key>) {
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = items.filter(({ path, words = '' }) => `${path} ${words}`.toLocaleLowerCase().includes(wanted));
  return (
    <ul className={classes['list']} aria-label={label}>
      {shown.map(({ key, name, path, depth, icon: KindIcon, kind, count, faded = false }) => (
        <li key={key}>
          <button
            type="button"
            className={classes['item']}
            aria-current={key === chosen}
            data-faded={faded || undefined}
            title={path}
            style={{ '--depth': wanted === '' ? depth : 0 }}
            onClick={() => choose(key)}
          >
            <span className="visually-hidden">{kind}</span>
            <KindIcon size={16} stroke={1.7} aria-hidden />
            <span className={classes['name']}>{wanted === '' ? name : path}</span>
            <span className={classes['count']}>{count > 0 ? formatNumber(count) : ''}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
