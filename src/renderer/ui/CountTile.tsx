import type { ReactNode } from 'react';
import classes from './count-tile.module.css';

interface CountTileProps {
  label: string;
  count: string;
  icon?: ReactNode;
  tone?: 'bad' | 'warn';
  active?: boolean;
  onClick?: () => void;
}

/** A number, which opens the list behind it where there is one. */
export function CountTile({ label, count, icon, tone, active = false, onClick }: CountTileProps) {
  const content = (
    <>
      <span className={classes['count']}>{count}</span>
      <span className={classes['label']}>
        {icon}
        {label}
      </span>
    </>
  );
  if (onClick === undefined) {
    return (
      <div className={classes['tile']} data-tone={tone}>
        {content}
      </div>
    );
  }
  return (
    <button type="button" className={classes['tile']} data-tone={tone} aria-pressed={active} onClick={onClick}>
      {content}
    </button>
  );
}
