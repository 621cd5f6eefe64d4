import type { RunKind } from '#shared/features/role-runs/model.ts';

/** An asset that a person has. */
export interface Held {
  assetId: number;
  modelId: number | null;
  /** Its category and all that this one lies in. */
  categoryIds: readonly number[];
}

/** A line of a kit. */
export interface Need {
  categoryId: number;
  /** Null is any model of the category. */
  modelId: number | null;
  quantity: number;
}

export interface Comparison<Asset extends Held, Line extends Need> {
  /** Stays with the person. */
  keep: Asset[];
  handOut: Line[];
  change: { asset: Asset; line: Line }[];
  collect: Asset[];
}

const isOfKind = ({ categoryIds }: Held, { categoryId }: Need) => categoryIds.includes(categoryId);

/**
 * Compares what a person has with what the role needs. What is asked for by model is met first, since any other line of
 * the category takes what is left; a held asset of the right category but another model is changed for the right one.
 * Whoever joins keeps what the role does not need; whoever moves or leaves gives it back.
 */
export function compareKit<Asset extends Held, Line extends Need>(
  kind: RunKind,
  held: readonly Asset[],
  needs: readonly Line[],
): Comparison<Asset, Line> {
  if (kind === 'leaver') return { keep: [], handOut: [], change: [], collect: [...held] };
  const units = needs
    .toSorted((one, other) => Number(one.modelId === null) - Number(other.modelId === null))
    .flatMap((line) => Array.from({ length: line.quantity }, () => line));
  const left = [...held];
  const take = (fits: (asset: Asset) => boolean): Asset | undefined => {
    const at = left.findIndex(fits);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const keep: Asset[] = [];
  const unmet: Line[] = [];
  for (const line of units) {
    const asset = take((each) => isOfKind(each, line) && (line.modelId === null || each.modelId === line.modelId));
    if (asset === undefined) unmet.push(line);
    else keep.push(asset);
  }
  const handOut: Line[] = [];
  const change: { asset: Asset; line: Line }[] = [];
  for (const line of unmet) {
    const asset = take((each) => isOfKind(each, line));
    if (asset === undefined) handOut.push(line);
    else change.push({ asset, line });
  }
  return kind === 'joiner'
    ? { keep: [...keep, ...left], handOut, change, collect: [] }
    : { keep, handOut, change, collect: left };
}

/** Whether an asset is what an open item asks for. */
export function fitsItem(asset: Held, item: { categoryId: number | null; modelId: number | null }): boolean {
  return (
    item.categoryId !== null &&
    asset.categoryIds.includes(item.categoryId) &&
    (item.modelId === null || item.modelId === asset.modelId)
  );
}
