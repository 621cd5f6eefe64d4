import { comparedFields } from '#shared/features/reconciliation/contract.ts';
import type { ComparedField, Difference, ReconciliationGroup } from '#shared/features/reconciliation/contract.ts';

export interface ListedRow {
  rowNumber: number;
  values: Readonly<Record<string, string>>;
}

/** An asset as far as a list can speak of it. */
export interface RegisteredAsset {
  id: number;
  facts: Readonly<Record<ComparedField, string | null>>;
  /** Whether the list should name it. */
  expected: boolean;
}

export interface ReconciledRow {
  group: ReconciliationGroup;
  rowNumber: number | null;
  assetId: number | null;
  matchedBy: 'tag' | 'serial' | 'name' | null;
  values: Readonly<Record<string, string>>;
  differences: Difference[];
}

/** Strongest first: a name finds an asset only where no other has it. */
const keys = ['tag', 'serial', 'name'] as const;

function plain(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * Puts every row of the list, and every asset that it should name, into exactly one group. The first row that names an
 * asset stands for it; later ones are repeated.
 */
export function reconcile(
  listed: readonly ListedRow[],
  assets: readonly RegisteredAsset[],
  compare: readonly ComparedField[],
): ReconciledRow[] {
  const find = finderOf(assets);
  const named = new Set<number>();
  const rows = listed.map(({ rowNumber, values }): ReconciledRow => {
    const found = find(values);
    if (found === null) {
      return { group: 'unknown_here', rowNumber, assetId: null, matchedBy: null, values, differences: [] };
    }
    const { asset, matchedBy } = found;
    const repeated = named.has(asset.id);
    named.add(asset.id);
    const differences = differencesOf(values, asset, compare);
    const group = repeated ? 'repeated' : differences.length > 0 ? 'different' : 'matched';
    return { group, rowNumber, assetId: asset.id, matchedBy, values, differences };
  });
  const missing = assets
    .filter(({ id, expected }) => expected && !named.has(id))
    .map(({ id }): ReconciledRow => ({
      group: 'missing_there',
      rowNumber: null,
      assetId: id,
      matchedBy: null,
      values: {},
      differences: [],
    }));
  return [...rows, ...missing];
}

function finderOf(assets: readonly RegisteredAsset[]) {
  const indexes = new Map(keys.map((key) => [key, indexBy(assets, key)]));
  return (values: ListedRow['values']) => {
    for (const key of keys) {
      const asset = indexes.get(key)?.get(plain(values[key])) ?? null;
      if (asset !== null) return { asset, matchedBy: key };
    }
    return null;
  };
}

/** By value; null where several assets have it, since a list can't mean one of them. */
function indexBy(assets: readonly RegisteredAsset[], key: ComparedField): Map<string, RegisteredAsset | null> {
  const index = new Map<string, RegisteredAsset | null>();
  for (const asset of assets) {
    const value = plain(asset.facts[key]);
    if (value !== '') index.set(value, index.has(value) ? null : asset);
  }
  return index;
}

/** Only what the list says is compared: an empty cell contradicts nothing. */
function differencesOf(
  values: ListedRow['values'],
  asset: RegisteredAsset,
  compare: readonly ComparedField[],
): Difference[] {
  return comparedFields
    .filter((field) => compare.includes(field))
    .flatMap((field) => {
      const there = values[field];
      const here = asset.facts[field];
      return there === undefined || plain(there) === plain(here) ? [] : [{ field, here: here ?? '', there }];
    });
}
