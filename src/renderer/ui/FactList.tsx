import { Fragment } from 'react';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

export interface Fact {
  /** Tells two facts of the same name apart. */
  key?: number;
  label: string;
  value: ReactNode;
}

/** Pairs of a name and a value; what is not known is shown as a dash, so that nobody searches for it. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(({ key, label, value }) => (
        <Fragment key={key ?? label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
