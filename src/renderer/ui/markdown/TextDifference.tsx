import { useMemo } from 'react';
import { differenceOfLines } from '#shared/primitives/line-difference.ts';
import { t } from '../text/t.ts';
import classes from './text-difference.module.css';

const marks = { same: ' ', added: '+', removed: '−' } as const;

/** Two texts line by line; what went and came is told by sign, words and colour. */
export function TextDifference({ label, before, after }: { label: string; before: string; after: string }) {
  const changes = useMemo(() => differenceOfLines(before, after), [before, after]);
  if (changes.every(({ kind }) => kind === 'same')) return <p className={classes['same']}>{t('difference.none')}</p>;
  return (
    <ol className={classes['lines']} aria-label={label}>
      {changes.map(({ kind, text }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <li key={index} data-kind={kind}>
          <span aria-hidden>{marks[kind]}</span>
          {kind === 'same' ? null : <span className="visually-hidden">{t(`difference.${kind}`)}: </span>}
          {text}
        </li>
      ))}
    </ol>
  );
}
