import classes from './dashboard.module.css';

export interface NumberLink {
  key: string;
  label: string;
  shown: string;
  href: string;
  tone?: 'bad' | 'warn' | undefined;
}

/** Numbers beside each other, each a link to what it counts. */
export function NumberLinks({
  label,
  numbers,
  large = false,
}: {
  label: string;
  numbers: readonly NumberLink[];
  large?: boolean;
}) {
  return (
    <ul className={classes['numbers']} aria-label={label} data-large={large || undefined}>
      {numbers.map(({ key, label: name, shown, href, tone }) => (
        <li key={key}>
          <a href={href} className={classes['number']} data-tone={tone}>
            <strong>{shown}</strong>
            <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
