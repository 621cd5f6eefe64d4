import type { ReactNode } from 'react';
import classes from './list-bar.module.css';

interface ListBarProps {
  /** What is searched; without it the bar only filters. */
  label?: string;
  children: ReactNode;
  /** What can be done with the list as a whole, at its other end. */
  end?: ReactNode;
}

/** Stands above a list: what it is searched and filtered by. */
export function ListBar({ label, children, end }: ListBarProps) {
  return (
    <div className={classes['bar']} {...(label === undefined ? {} : { role: 'search', 'aria-label': label })}>
      {children}
      {end === undefined || end === null ? null : <div className={classes['end']}>{end}</div>}
    </div>
  );
}
