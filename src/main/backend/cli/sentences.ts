import { ORPCError } from '@orpc/server';
import { Failure } from '#backend/kernel/failure.ts';
import english from '../../../../resources/i18n/en.json' with { type: 'json' };

export interface CliFailure {
  code: string;
  facts: Readonly<Record<string, unknown>>;
  sentence: string;
}

/** The command line has no window to put a failure into words, so it does that itself, from the same resource file. */
export function sentenceOf(error: unknown): CliFailure {
  const code = error instanceof ORPCError || error instanceof Failure ? String(error.code) : 'DEFECT';
  const facts = factsOf(error);
  return { code, facts, sentence: sentenceFor(code, facts) };
}

export function sentenceFor(code: string, facts: Readonly<Record<string, unknown>>): string {
  const texts = english as Record<string, unknown>;
  const pattern = texts[`failure.${code}`] ?? texts[`cli.${code}`];
  const details = Object.entries(facts).map(([name, value]) => `${name}: ${plain(value)}`);
  if (typeof pattern !== 'string') return [code, ...details].join('  ');
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name];
    return value === undefined || value === null ? whole : plain(value);
  });
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof Failure) return error.facts ?? {};
  if (error instanceof ORPCError && typeof error.data === 'object' && error.data !== null)
    return { ...(error.data as object) };
  return error instanceof Error ? { message: error.message } : {};
}
