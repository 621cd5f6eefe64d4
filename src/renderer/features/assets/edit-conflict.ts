import type { Asset } from '#shared/features/assets/model.ts';
import { valuesOf } from './asset-form-values.ts';
import type { AssetFormValues } from './asset-form-values.ts';

type PlainKey = Exclude<keyof AssetFormValues, 'fields' | 'tag' | 'placeId' | 'currency'>;

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
  const changedByMe = (key: PlainKey) => mine[key] !== old[key];
  const changedThere = (key: PlainKey) => theirs[key] !== old[key];
  const taken = plainKeys.filter((key) => changedThere(key) && !changedByMe(key));
  const clashes = plainKeys.filter((key) => changedThere(key) && changedByMe(key) && mine[key] !== theirs[key]);
  return {
    values: { ...mine, ...Object.fromEntries(taken.map((key) => [key, theirs[key]])) },
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
  return { ...values, [key]: valuesOf(fresh, values.currency)[key as PlainKey] };
}
