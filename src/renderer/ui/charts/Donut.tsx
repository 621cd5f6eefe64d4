import { DonutChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import classes from './charts.module.css';

export interface Part {
  key: string;
  label: string;
  value: number;
  shown: string;
  href: string;
  color: string;
}

interface DonutProps {
  label: string;
  parts: readonly Part[];
  /** What stands in the middle: the whole, and what it is the whole of. */
  total: string;
  unit: string;
}

/** Parts of a whole as a ring, and beside it as links: what is drawn can't be reached by keyboard. */
export function Donut({ label, parts, total, unit }: DonutProps) {
  const drawn = parts.filter(({ value }) => value > 0);
  return (
    <div className={classes['donut']}>
      <div className={classes['ring']} aria-hidden>
        <DonutChart
          data={drawn.map(({ label: name, value, color }) => ({ name, value, color }))}
          size={132}
          thickness={20}
          paddingAngle={drawn.length > 1 ? 1.5 : 0}
          strokeWidth={0}
          tooltipDataSource="segment"
          pieChartProps={{ accessibilityLayer: false }}
          pieProps={{
            isAnimationActive: false,
            style: { cursor: 'pointer', outline: 'none' },
            rootTabIndex: -1,
            onClick: (_sector: unknown, index: number) => {
              window.location.hash = drawn[index]?.href ?? '';
            },
          }}
        />
        <div className={classes['middle']}>
          <strong>{total}</strong>
          <span>{unit}</span>
        </div>
      </div>
      <Legend label={label} parts={parts} />
    </div>
  );
}

/** The parts in words, each a link to what it counts. */
export function Legend({ label, parts }: { label: string; parts: readonly Part[] }) {
  return (
    <ul className={classes['legend']} aria-label={label}>
      {parts.map(({ key, label: name, shown, href, color }) => (
        <li key={key}>
          <a href={href} className={classes['entry']}>
            <span className={classes['dot']} style={{ background: color }} aria-hidden />
            <span className={classes['barName']}>{name}</span>
            <span className={classes['barCount']}>{shown}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
