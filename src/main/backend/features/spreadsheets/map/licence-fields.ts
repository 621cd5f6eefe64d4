import { ASSET_DESCRIPTION } from './asset-fields.ts';
import type { EntityDescription, Field } from './entity-description.ts';

/** Category that a licence is of when its row says none. */
export const LICENCE_CATEGORY = 'Software licences';

/** Facts that a licence has none of: as columns they would be guessed wrong. */
const none: ReadonlySet<string> = new Set([
  'macAddress',
  'imei',
  'hostname',
  'condition',
  'warrantyMonths',
  'quantity',
  'endOfLifeOn',
]);

/** What people write over columns of licences, in place of or beside what they write over those of assets. */
const named: Readonly<Record<string, readonly string[]>> = {
  tag: ['licence number', 'license number', 'licence id', 'license id', 'lizenznummer', 'cislo licence'],
  name: ['licence', 'license', 'licence name', 'license name', 'software', 'software name', 'lizenz', 'lizenzname'],
  manufacturer: ['publisher', 'software publisher', 'herausgeber', 'editeur'],
  supplier: ['reseller', 'licensed through'],
};

/** A licence is an asset of its own family: the same facts, under the headings of lists of licences. */
export const LICENCE_DESCRIPTION: EntityDescription = {
  ...ASSET_DESCRIPTION,
  entity: 'licences',
  fields: ASSET_DESCRIPTION.fields
    .filter(({ key }) => !none.has(key))
    .map((each): Field => {
      const own = named[each.key] ?? [];
      const rest = { ...each, synonyms: [...own, ...each.synonyms.filter((synonym) => !own.includes(synonym))] };
      return rest;
    }),
  identifiedBy: ASSET_DESCRIPTION.identifiedBy.filter((key) => !none.has(key)),
};
