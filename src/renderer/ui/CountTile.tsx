import type { ReactNode } from 'react';
import classes from './count-tile.module.css';

interface CountTileProps {
  label: string;
  count: string;
  icon?: ReactNode;
  tone?: 'bad' | 'warn';
  active?: boolean;
  /** On one line, for many beside each other. */
  compact?: boolean;
  onClick?: () => void;
}

/** A number, which opens the list behind it where there is one. */
export function CountTile({ label, count, icon, tone, active = false, compact = false, onClick }: CountTileProps) {
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
      <div className={classes['tile']} data-tone={tone} data-compact={compact || undefined}>
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={classes['tile']}
      data-tone={tone}
      data-compact={compact || undefined}
      aria-pressed={active}
      onClick={onClick}
    >
      {content}
    </button>
  );
}
