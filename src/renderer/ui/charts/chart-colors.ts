/** Colours of series and parts, told apart in both themes; what they mean always stands beside them in words. */
export const chartColors = [1, 2, 3, 4, 5, 6].map((number) => `var(--qm-chart-${number})`);

export const chartColor = (index: number): string => chartColors[index % chartColors.length] ?? 'var(--qm-chart-1)';

export const toneColors = {
  good: 'var(--qm-chart-good)',
  warn: 'var(--qm-chart-warn)',
  bad: 'var(--qm-chart-bad)',
  info: 'var(--qm-chart-1)',
  quiet: 'var(--qm-chart-quiet)',
} as const;
