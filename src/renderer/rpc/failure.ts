import { ORPCError } from '@orpc/client';
import { formatFact } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import type { Facts } from '#renderer/ui/text/t.ts';

/** A failure as data: a code and its facts. The sentence lies in the resource file. */
export interface FailureData {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function failureOf(error: unknown): FailureData {
  if (error instanceof ORPCError) return { code: String(error.code), facts: isRecord(error.data) ? error.data : {} };
  if (error instanceof Error && error.message === 'CONNECTION_LOST') return { code: 'CONNECTION_LOST', facts: {} };
  return { code: 'DEFECT', facts: { reference: error instanceof Error ? error.message : '?' } };
}

/** Facts whose values are words of an enumeration, and the family of texts that has these words. */
const families: Readonly<Record<string, string>> = {
  status: 'status',
  from: 'status',
  to: 'status',
  entity: 'entity',
  permission: 'permission',
  permissions: 'permission',
  conflicts: 'conflict',
  // One that comes with the application is known by its identifier.
  template: 'labelTemplate',
  kind: 'placeKind',
  parentKind: 'placeKind',
  store: 'keychainStore',
};

function readable(name: string, value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => readable(name, each)).join(', ');
  const plain = typeof value === 'string' ? value : JSON.stringify(value);
  return findText(`${families[name] ?? name}.${plain}`) ?? formatFact(plain);
}

export function readableFacts(facts: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, readable(name, value)]));
}

/** What happened and what to do next, in the language of the window. `family` is where the code's sentence lies. */
export function sentenceOfCode(family: string, code: string, facts: Readonly<Record<string, unknown>>): string {
  const values = readableFacts(facts);
  return (
    findText(`${family}.${code}`, values) ??
    findText(`failure.${code}`, values) ??
    t('failure.unknownCode', { ...values, code })
  );
}

export function sentenceOf(failure: FailureData): string {
  if (failure.code === 'FILE_REFUSED') {
    const facts = isRecord(failure.facts['facts']) ? failure.facts['facts'] : {};
    return sentenceOfCode('fileRefused', String(failure.facts['reason']), facts);
  }
  if (failure.code === 'MAIL_REFUSED')
    return sentenceOfCode('mailRefused', String(failure.facts['why']), failure.facts);
  if (failure.code === 'DATA_UNUSABLE') return sentenceOfCode('storage', String(failure.facts['problem']), {});
  return sentenceOfCode('failure', failure.code, failure.facts);
}

export function sentenceOfError(error: unknown): string {
  return sentenceOf(failureOf(error));
}

/** Paths of the fields that the backend refused, with the sentence for each. */
export function fieldProblems(error: unknown): Record<string, string> {
  const { code, facts } = failureOf(error);
  const issues = facts['issues'];
  if (code !== 'INVALID_INPUT' || !Array.isArray(issues)) return {};
  const problems: Record<string, string> = {};
  for (const issue of issues) {
    if (!isRecord(issue) || !Array.isArray(issue['path'])) continue;
    problems[issue['path'].join('.')] = findText(`issue.${String(issue['code'])}`) ?? t('issue.other');
  }
  return problems;
}
