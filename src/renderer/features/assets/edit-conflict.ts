import type { Asset } from '#shared/features/assets/model.ts';
import { valuesOf } from './asset-form-values.ts';
import type { AssetFormValues } from './asset-form-values.ts';
import { depreciationKeys } from './depreciation/depreciation-values.ts';
import type { DepreciationValues } from './depreciation/depreciation-values.ts';

type PlainKey = Exclude<
  keyof AssetFormValues,
  'fields' | 'tag' | 'placeId' | 'currency' | Exclude<keyof DepreciationValues, 'depreciationMethod'>
>;

/** Fields of the form that are one fact together. */
const parts: Readonly<Partial<Record<PlainKey, readonly (keyof AssetFormValues)[]>>> = {
  cost: ['cost', 'currency'],
  depreciationMethod: depreciationKeys,
};
const partsOf = (key: PlainKey): readonly (keyof AssetFormValues)[] => parts[key] ?? [key];
const differ = (key: PlainKey, one: AssetFormValues, other: AssetFormValues): boolean =>
  partsOf(key).some((part) => one[part] !== other[part]);
const taken = (key: PlainKey, from: AssetFormValues) =>
  Object.fromEntries(partsOf(key).map((part) => [part, from[part]])) as Partial<AssetFormValues>;

/** A fact of every asset, or a field of its category by its identifier. */
type ClashKey = PlainKey | `field:${number}`;

/** A fact that two operators changed at the same time. */
export interface Clash {
  key: ClashKey;
  /** What somebody else has saved, as people read it. */
  theirs: string;
}

/** What others changed while a form was open. */
export interface Conflict {
  /** The asset as it is now. */
  fresh: Asset;
  by: string | null;
  at: string | null;
  clashes: Clash[];
}

const plainKeys: readonly PlainKey[] = [
  'name',
  'serial',
  'modelId',
  'categoryId',
  'manufacturerId',
  'condition',
  'departmentId',
  'purchasedOn',
  'warrantyUntil',
  'endOfLifeOn',
  'cost',
  'depreciationMethod',
  'supplierId',
  'orderNumber',
  'costCentreId',
  'notes',
];

/** What the asset has in a field of the form, in words. */
function shownIn(asset: Asset, key: PlainKey, values: AssetFormValues): string {
  const names: Readonly<Partial<Record<PlainKey, string | null | undefined>>> = {
    modelId: asset.model,
    categoryId: asset.category.name,
    manufacturerId: asset.manufacturer,
    departmentId: asset.department,
    supplierId: asset.supplier?.name,
    costCentreId: asset.costCentre?.name,
    cost: values.cost === '' ? '' : `${values.cost} ${values.currency}`,
  };
  return (key in names ? names[key] : values[key]) ?? '';
}

/**
 * Puts two sets of changes side by side: what only others changed is taken over, what both changed stays as it was
 * typed and is told with what is there now, so that nothing is lost on either side.
 */
export function mergeChanges(
  before: Asset,
  fresh: Asset,
  mine: AssetFormValues,
): { values: AssetFormValues; clashes: Clash[] } {
  const old = valuesOf(before, mine.currency);
  const theirs = valuesOf(fresh, mine.currency);
  const changedThere = plainKeys.filter((key) => differ(key, theirs, old));
  const changedByMe = (key: PlainKey) => differ(key, mine, old);
  const clashes = changedThere.filter((key) => changedByMe(key) && differ(key, mine, theirs));
  const onlyTheirs = changedThere.filter((key) => !changedByMe(key)).map((key) => taken(key, theirs));
  return {
    values: Object.assign({ ...mine }, ...onlyTheirs) as AssetFormValues,
    clashes: [
      ...clashes.map((key) => ({ key, theirs: shownIn(fresh, key, theirs) })),
      ...fieldClashes(before, fresh, mine.fields),
    ],
  };
}

/** Fields of the category that this operator touched and another has saved. What he did not touch is not sent, and stays. */
function fieldClashes(before: Asset, fresh: Asset, touched: AssetFormValues['fields']): Clash[] {
  const valueIn = (asset: Asset, id: number) => asset.fields.find(({ fieldId }) => fieldId === id);
  return Object.entries(touched).flatMap(([key, typed]): Clash[] => {
    const id = Number(key);
    const now = valueIn(fresh, id)?.text ?? '';
    if (now === (valueIn(before, id)?.text ?? '') || now === (typed ?? '')) return [];
    return [{ key: `field:${id}`, theirs: valueIn(fresh, id)?.shown ?? '' }];
  });
}

/** The form with what somebody else has saved in one field. */
export function withTheirs(values: AssetFormValues, fresh: Asset, key: ClashKey): AssetFormValues {
  if (key.startsWith('field:')) {
    const { [key.slice('field:'.length)]: _typed, ...others } = values.fields;
    return { ...values, fields: others };
  }
  return { ...values, ...taken(key as PlainKey, valuesOf(fresh, values.currency)) };
}
