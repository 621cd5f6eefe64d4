import { Text } from '@mantine/core';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import classes from './security.module.css';

interface ScoreLineProps {
  label: string;
  /** In the order of days; null where nothing was known. */
  points: readonly { day: string; value: number | null }[];
  /** The same in words. */
  text: string;
}

const width = 600;
const height = 120;
const left = 30;
const bottom = 18;

/** Scores from 0 to 100 over time as a line; what it shows stands under it in words. */
export function ScoreLine({ label, points, text }: ScoreLineProps) {
  const known = points.flatMap(({ day, value }, index) => (value === null ? [] : [{ day, value, index }]));
  const last = points.length - 1;
  const x = (index: number) => left + (last === 0 ? 0.5 : index / last) * (width - left - 8);
  const y = (value: number) => 6 + (1 - value / 100) * (height - bottom - 6);
  return (
    <figure className={classes['figure']}>
      {known.length === 0 ? null : (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}: ${text}`} className={classes['line']}>
          {[0, 50, 100].map((mark) => (
            <g key={mark}>
              <line x1={left} x2={width - 8} y1={y(mark)} y2={y(mark)} className={classes['grid']} />
              <text x={left - 6} y={y(mark) + 4} textAnchor="end">
                {formatNumber(mark)}
              </text>
            </g>
          ))}
          <polyline points={known.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')} />
          {known.map(({ index, value, day }) => (
            <circle key={index} cx={x(index)} cy={y(value)} r={3}>
              <title>{`${formatDay(day)}: ${formatNumber(value)}`}</title>
            </circle>
          ))}
          <text x={left} y={height - 3}>
            {formatDay(points[0]?.day ?? '')}
          </text>
          <text x={width - 8} y={height - 3} textAnchor="end">
            {formatDay(points[last]?.day ?? '')}
          </text>
        </svg>
      )}
      <Text component="figcaption" size="sm" c="dimmed">
        {text}
      </Text>
    </figure>
  );
}
