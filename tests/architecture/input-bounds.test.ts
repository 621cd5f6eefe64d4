import { isContractProcedure } from '@orpc/contract';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { atMost } from '#shared/rpc/fields.ts';

type Node = Readonly<Record<string, unknown>>;

/** Texts that their own form holds short. */
const shortFormats: ReadonlySet<unknown> = new Set(['date', 'date-time', 'ipv4', 'ipv6']);

/** Keys that are sought among the fields and roles that there are: a longer number is none of them. */
const soughtKeys: ReadonlySet<unknown> = new Set(['^field:-?\\d+$', '^own:-?\\d+$']);

/** The filter of a view is held against its length as a whole, whatever stands in it. */
const heldAsAWhole = /^views\.(?:create|overwrite)\.(?:content\.filter|…)/;

/** Whether a pattern says from begin to end how long a text can be. */
function endsByItself(pattern: unknown): boolean {
  if (typeof pattern !== 'string' || !pattern.startsWith('^') || !pattern.endsWith('$')) return false;
  const quantifiers = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x');
  return !/[*+]|\{\d+,\}/.test(quantifiers);
}

function holdsText(node: Node): boolean {
  const { maxLength, format, pattern } = node;
  return maxLength !== undefined || shortFormats.has(format) || soughtKeys.has(pattern) || endsByItself(pattern);
}

function holdsNumber(node: Node): boolean {
  const [least, most] = [node['minimum'] ?? node['exclusiveMinimum'], node['maximum'] ?? node['exclusiveMaximum']];
  return least !== undefined && most !== undefined;
}

/** What of this one value has no end. */
function endlessIn(node: Node): string[] {
  if (node['enum'] !== undefined || node['const'] !== undefined) return [];
  // A file is measured as it is read, and its limit depends on what it is.
  if (node['format'] === 'binary') return [];
  const types = [node['type']].flat();
  const keys = node['propertyNames'] as Node | undefined;
  const isRecord = types.includes('object') && keys !== undefined && keys['enum'] === undefined;
  return [
    ...(types.includes('string') && !holdsText(node) ? ['text'] : []),
    ...(types.includes('array') && node['maxItems'] === undefined ? ['list'] : []),
    ...((types.includes('integer') || types.includes('number')) && !holdsNumber(node) ? ['number'] : []),
    ...(isRecord && node['maxProperties'] === undefined ? ['record'] : []),
  ];
}

const partsOf = (node: Node): [string, unknown][] => [
  ...Object.entries((node['properties'] ?? {}) as Node).map(([key, part]): [string, unknown] => [`.${key}`, part]),
  ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) =>
    ((node[key] ?? []) as unknown[]).map((part): [string, unknown] => ['', part]),
  ),
  ...Object.entries((node['$defs'] ?? {}) as Node).map(([, part]): [string, unknown] => ['.…', part]),
  ['[]', node['items']],
  ['{}', node['additionalProperties']],
  ['{key}', node['propertyNames']],
];

function endless(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = endlessIn(node as Node).map((what) => `${path} ${what}`);
  return [...own, ...partsOf(node as Node).flatMap(([name, part]) => endless(part, `${path}${name}`))];
}

function endlessInputs(): string[] {
  const inputs = Object.entries(contract).flatMap(([slice, own]) =>
    Object.entries(own).flatMap(([name, procedure]): [string, z.ZodType][] => {
      if (!isContractProcedure(procedure)) throw new Error(`${slice}.${name} is no procedure`);
      const { inputSchema } = procedure['~orpc'];
      return inputSchema instanceof z.ZodType ? [[`${slice}.${name}`, inputSchema]] : [];
    }),
  );
  expect(inputs.length).toBeGreaterThan(300);
  return inputs.flatMap(([path, input]) =>
    endless(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), path),
  );
}

describe('what the contract takes', () => {
  it('[S5] has an end: every text, list and record is bounded, every number has a range', () => {
    expect(endlessInputs().filter((path) => !heldAsAWhole.test(path))).toEqual([]);
  });

  it.each<[what: string, part: z.ZodType, found: string[]]>([
    ['a text', z.string(), ['text']],
    ['a text whose pattern has no end', z.string().regex(/^[a-z]+$/), ['text']],
    ['a text whose pattern is open', z.string().regex(/[a-z]{2}/), ['text']],
    ['a list', z.array(z.boolean()), ['list']],
    ['a number', z.number(), ['number']],
    ['a number without a least one', z.number().max(5), ['number']],
    ['a record', z.record(z.string().max(5), z.boolean()), ['record']],
    ['what has an end', z.object({ code: z.string().regex(/^[+*]{1,4}$/), of: z.array(z.int()).max(3) }), []],
  ])('[S5] the walk sees %s', (_what, part, found) => {
    const input = z.object({ part: part.nullable().default(null) });
    const schema = z.toJSONSchema(input, { io: 'input' });
    expect(endless(schema, '')).toEqual(found.map((what) => `.part ${what}`));
  });

  it('[S5] a record takes as many entries as it says, and not one more', () => {
    const input = atMost(2, z.record(z.string().max(5), z.boolean()));
    expect(z.toJSONSchema(input)).toMatchObject({ maxProperties: 2 });
    expect(input.safeParse({ a: true, b: true }).success).toBe(true);
    expect(input.safeParse({ a: true, b: true, c: true }).success).toBe(false);
  });
});
