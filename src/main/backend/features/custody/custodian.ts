import type { CustodianKind } from '#shared/features/assets/model.ts';

/** Who is answerable, without the name. */
export interface CustodianRef {
  kind: CustodianKind;
  id: number;
}

/** Where a custody says who is answerable, by the kind of custodian. */
export const columnOf = {
  person: 'person_id',
  place: 'place_id',
  team: 'department_id',
  asset: 'holder_asset_id',
} as const satisfies Record<CustodianKind, string>;

type CustodianColumns = Record<(typeof columnOf)[CustodianKind], number | null>;

export function columnsOf({ kind, id }: CustodianRef): CustodianColumns {
  return { person_id: null, place_id: null, department_id: null, holder_asset_id: null, [columnOf[kind]]: id };
}
