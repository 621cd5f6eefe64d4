import type { Distribution } from './distribution.ts';
import type { Comparison } from './compare.ts';

/** One line of the table. */
export interface Result {
  label: string;
  ours: Distribution | null;
  limit: Distribution | null;
  ratio: number | null;
  /** The bar in words, e.g. `≤ 1.5x`. */
  target: string;
  /** Null where the line only tells and sets no bar. */
  ok: boolean | null;
  /** What else there is to know, one sentence each. */
  notes: string[];
}

/** A line whose bar is a ratio to the limit: `atMost` for a limit, `fasterBy` for a peer that does the same worse. */
export function ratioResult(
  label: string,
  comparison: Comparison,
  bar: { atMost: number } | { fasterBy: number } | null,
  notes: string[] = [],
): Result {
  const { ours, limit, ratio } = comparison;
  if (bar === null) return { label, ours, limit, ratio, target: '–', ok: null, notes };
  const ok = 'atMost' in bar ? ratio <= bar.atMost : 1 / ratio >= bar.fasterBy;
  const target = 'atMost' in bar ? `≤ ${bar.atMost}x` : `≥ ${bar.fasterBy}x faster`;
  return { label, ours, limit, ratio, target, ok, notes };
}

/** A line that tells one duration. */
export function onceResult(
  label: string,
  milliseconds: number,
  atMostMilliseconds: number | null,
  notes: string[] = [],
): Result {
  const once: Distribution = { p50: milliseconds, p95: milliseconds, p99: milliseconds, max: milliseconds, count: 1 };
  return {
    label,
    ours: once,
    limit: null,
    ratio: null,
    target: atMostMilliseconds === null ? '–' : `≤ ${formatMilliseconds(atMostMilliseconds)}`,
    ok: atMostMilliseconds === null ? null : milliseconds <= atMostMilliseconds,
    notes,
  };
}

export function formatMilliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  if (value >= 100) return `${value.toFixed(0)} ms`;
  return value >= 10 ? `${value.toFixed(1)} ms` : `${value.toPrecision(2)} ms`;
}

function formatRatio(ratio: number): string {
  return ratio < 0.5 ? `1/${(1 / ratio).toFixed(0)}` : `${ratio.toFixed(2)}x`;
}

function cellsOf(result: Result): string[] {
  const times = (distribution: Distribution | null): string[] =>
    distribution ? [formatMilliseconds(distribution.p50), formatMilliseconds(distribution.p95)] : ['–', '–'];
  const verdict = result.ok === null ? '' : result.ok ? 'ok' : 'OVER';
  return [
    result.label,
    ...times(result.ours),
    ...times(result.limit),
    result.ratio === null ? '–' : formatRatio(result.ratio),
    result.target,
    verdict,
  ];
}

/** A Markdown table, aligned so that it reads in a terminal too. */
export function tableOf(results: readonly Result[]): string {
  const heading = ['workload', 'ours p50', 'p95', 'limit p50', 'p95', 'ratio', 'target', ''];
  const rows = results.map((result) => cellsOf(result));
  const widths = heading.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  return [
    line(heading),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map((row) => line(row)),
  ].join('\n');
}
