import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import classes from './charts.module.css';

interface ColumnsProps {
  label: string;
  /** One column each, made of the values of its series by their names. */
  rows: readonly { name: string; href: string; values: Readonly<Record<string, number>> }[];
  series: readonly { name: string; label: string; color: string }[];
  height?: number;
  format: (value: number) => string;
  /** How the axis writes it, where that is to be shorter. */
  formatAxis?: (value: number) => string;
  /** Room for what the axis says, in pixels. */
  axisWidth?: number;
  /** Names of the rows as links under the columns; a chart that leads nowhere has none. */
  links?: readonly { key: string; name: string; shown: string; href: string }[];
}

/** Columns beside each other, one on top of the other where there are several series. */
export function Columns(props: ColumnsProps) {
  const { label, rows, series, height = 150, format, formatAxis = format, axisWidth = 40, links } = props;
  return (
    <div className={classes['columns']} role="group" aria-label={label}>
      <div aria-hidden>
        <BarChart
          h={height}
          data={rows.map(({ name, values }) => ({ ...values, name }))}
          dataKey="name"
          type="stacked"
          series={series.map(({ name, label: shown, color }) => ({ name, label: shown, color }))}
          gridAxis="x"
          tickLine="none"
          withXAxis={links === undefined}
          valueFormatter={format}
          maxBarWidth={38}
          yAxisProps={{ width: axisWidth, tickCount: 4, tickFormatter: formatAxis }}
          barChartProps={{ accessibilityLayer: false, margin: { top: 6, right: 0, bottom: 0, left: 0 } }}
          barProps={{
            isAnimationActive: false,
            style: { cursor: 'pointer' },
            onClick: (_bar: unknown, index: number) => {
              window.location.hash = rows[index]?.href ?? '';
            },
          }}
          tooltipAnimationDuration={0}
        />
      </div>
      {links === undefined ? null : (
        <ul className={classes['feet']}>
          {links.map(({ key, name, shown, href }) => (
            <li key={key}>
              <a href={href}>
                <strong>{shown}</strong>
                <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
