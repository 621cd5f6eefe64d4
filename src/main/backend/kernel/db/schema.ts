/**
 * The tables, put together from every slice's tables.ts by declaration
 * merging: `declare module '#backend/kernel/db/schema.ts' { interface Schema { … } }`.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface Schema {
  setting: SettingTable;
  number_sequence: NumberSequenceTable;
}

/** One JSON value a key; the key's owner is the slice that it starts with. */
export interface SettingTable {
  key: string;
  value: string;
}

export interface NumberSequenceTable {
  name: string;
  next: number;
}
