import { Failure } from '#backend/kernel/failure.ts';
import type { Command } from './arguments.ts';

/** What a command says: as text for people, as data for programs. */
export interface Answer {
  ok: boolean;
  text: string;
  data: unknown;
}

export type CommandRun = (command: Command) => Promise<Answer>;

/** @throws Failure USAGE when the operand is missing. */
export function operand(command: Command, index: number, name: string): string {
  const value = command.operands[index];
  if (value === undefined) throw new Failure('USAGE', { what: name });
  return value;
}

export function option(command: Command, name: string): string | undefined {
  const value = command.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Rows as aligned columns. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
