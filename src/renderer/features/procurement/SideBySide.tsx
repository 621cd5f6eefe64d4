import type { VersionRow } from '#shared/features/procurement/versions.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './procurement.module.css';

interface SideBySideProps {
  label: string;
  headings: readonly [string, string];
  rows: readonly VersionRow[];
  nameOf: (field: string) => string;
  /** A value as people read it. */
  readable: (field: string, value: string | null) => string;
}

/** Two versions beside each other; what differs is marked by a sign and by weight. */
export function SideBySide({ label, headings, rows, nameOf, readable }: SideBySideProps) {
  if (rows.length === 0) return <p className={classes['note']}>{t('procurement.noDifference')}</p>;
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('procurement.fact')}</th>
            <th scope="col">{headings[0]}</th>
            <td aria-hidden="true" />
            <th scope="col">{headings[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.field} ${row.line}`} data-strong={row.differs || undefined}>
              <th scope="row">
                {row.line === null
                  ? nameOf(row.field)
                  : t('procurement.factOfLine', { line: row.line, fact: nameOf(row.field) })}
              </th>
              <td>{readable(row.field, row.one)}</td>
              <td className={classes['differs']}>{row.differs ? '≠' : ''}</td>
              <td>{readable(row.field, row.other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
