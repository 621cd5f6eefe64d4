import { ORPCError } from '@orpc/server';
import { Failure } from '#backend/kernel/failure.ts';
import { findSentence, listFacts } from '#backend/kernel/sentences.ts';

export interface CliFailure {
  code: string;
  facts: Readonly<Record<string, unknown>>;
  sentence: string;
}

/** The command line has no window to put a failure into words, so it does that itself, from the same resource file. */
export function sentenceOf(error: unknown): CliFailure {
  const code = error instanceof ORPCError || error instanceof Failure ? String(error.code) : 'DEFECT';
  const facts = factsOf(error);
  return { code, facts, sentence: findSentence(keyOf(code, facts), facts) ?? `${code} (${listFacts(facts)})` };
}

function keyOf(code: string, facts: Readonly<Record<string, unknown>>): string {
  if (code === 'FILE_REFUSED') return `fileRefused.${String(facts['reason'])}`;
  if (code === 'DATA_UNUSABLE') return `storage.${String(facts['problem'])}`;
  return `failure.${code}`;
}

function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof Failure) return error.facts ?? {};
  if (error instanceof ORPCError && typeof error.data === 'object' && error.data !== null) {
    return { ...(error.data as object) };
  }
  return error instanceof Error ? { message: error.message } : {};
}
