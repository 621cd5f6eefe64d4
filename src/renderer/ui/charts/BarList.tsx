import classes from './charts.module.css';

export interface BarRow {
  key: string;
  label: string;
  /** How long the bar is, against the longest. */
  value: number;
  /** The number as it is read. */
  shown: string;
  href: string;
  color?: string;
}

/** Named bars under each other, the label above its bar; each row is a link to what it counts. */
export function BarList({ label, rows }: { label: string; rows: readonly BarRow[] }) {
  const longest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul className={classes['bars']} aria-label={label}>
      {rows.map(({ key, label: name, value, shown, href, color }) => (
        <li key={key}>
          <a href={href} className={classes['bar']}>
            <span className={classes['barName']}>{name}</span>
            <span className={classes['barCount']}>{shown}</span>
            <span className={classes['barTrack']} aria-hidden>
              <span
                className={classes['barFill']}
                style={{ width: `${(value / longest) * 100}%`, ...(color === undefined ? {} : { background: color }) }}
              />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
