import type { ReactNode } from 'react';
import classes from './count-tile.module.css';

interface CountTileProps {
  label: string;
  count: string;
  icon?: ReactNode;
  tone?: 'bad' | 'warn';
  active?: boolean;
  onClick: () => void;
}

/** A number that opens the list behind it. */
export function CountTile({ label, count, icon, tone, active = false, onClick }: CountTileProps) {
  return (
    <button type="button" className={classes['tile']} data-tone={tone} aria-pressed={active} onClick={onClick}>
      <span className={classes['count']}>{count}</span>
      <span className={classes['label']}>
        {icon}
        {label}
      </span>
    </button>
  );
}
