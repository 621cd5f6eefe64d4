import { Fragment } from 'react';
import type { ReactNode } from 'react';
import classes from './facts.module.css';
import { t } from './text/t.ts';

export interface Fact {
  /** Tells two facts of the same name apart. */
  key?: number;
  label: string;
  value: ReactNode;
}

const isUnknown = ({ value }: Fact) => value === null || value === undefined || value === '';

/** As many unknown facts stand in a line of their own; more are named together, below what is known. */
const fewUnknown = 2;

/** Pairs of a name and a value; what is not known is named as well, so that nobody searches for it. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  const unknown = facts.filter(isUnknown);
  const together = unknown.length > fewUnknown;
  return (
    <>
      <dl className={classes['facts']}>
        {(together ? facts.filter((fact) => !isUnknown(fact)) : facts).map((fact) => (
          <Fragment key={fact.key ?? fact.label}>
            <dt>{fact.label}</dt>
            <dd>{isUnknown(fact) ? '–' : fact.value}</dd>
          </Fragment>
        ))}
      </dl>
      {together ? (
        <p className={classes['unknown']}>
          {t('facts.unknown', { names: unknown.map(({ label }) => label).join(', ') })}
        </p>
      ) : null}
    </>
  );
}
