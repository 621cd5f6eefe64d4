import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contract } from '#shared/contract.ts';
import de from '../../../../resources/i18n/de.json';
import en from '../../../../resources/i18n/en.json';

type Entry = string | { one: string; other: string };
const english: Readonly<Record<string, Entry>> = en;
const german: Readonly<Record<string, Entry>> = de;

function factsOf(entry: Entry | undefined): string[] {
  const text = typeof entry === 'string' ? entry : `${entry?.one ?? ''} ${entry?.other ?? ''}`;
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
}

const procedure = z.object({ '~orpc': z.object({ errorMap: z.record(z.string(), z.unknown()) }) });

/** Every code that a procedure of the contract declares. */
function declaredCodes(): string[] {
  const codes = Object.values(contract).flatMap((slice) =>
    Object.values(slice).flatMap((each) => {
      const parsed = procedure.safeParse(each);
      return parsed.success ? Object.keys(parsed.data['~orpc'].errorMap) : [];
    }),
  );
  return [...new Set(codes)];
}

describe('[O4] the resource files', () => {
  test('[O4] have the same keys in every language', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
  });

  test('[O4] use the same facts in every language', () => {
    for (const [key, entry] of Object.entries(english))
      expect({ [key]: factsOf(german[key]) }).toEqual({ [key]: factsOf(entry) });
  });

  test('[O4] have a sentence for every failure of the contract', () => {
    const codes = declaredCodes();
    expect(codes.length).toBeGreaterThan(20);
    // These two carry a reason of their own, and each reason has its sentence.
    const composed = new Set(['FILE_REFUSED', 'DATA_UNUSABLE']);
    expect(codes.filter((code) => !composed.has(code) && english[`failure.${code}`] === undefined)).toEqual([]);
  });
});
