import type { Field as CategoryField } from '#shared/features/assets/fields.ts';
import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { ASSET_DESCRIPTION } from '../map/asset-fields.ts';
import type { EntityDescription } from '../map/entity-description.ts';
import { INSTALLATION_DESCRIPTION } from '../map/installation-fields.ts';
import { LICENCE_DESCRIPTION } from '../map/licence-fields.ts';
import { MODEL_DESCRIPTION } from '../map/model-fields.ts';
import { PLACE_DESCRIPTION } from '../map/place-fields.ts';
import { POSTURE_DESCRIPTION } from '../map/posture-fields.ts';
import { SUPPLY_DESCRIPTION } from '../map/supply-fields.ts';
import { SUPPLIER_DESCRIPTION } from '../map/supplier-fields.ts';
import { withOwnFields } from '../map/own-fields.ts';
import { PEOPLE_DESCRIPTION } from '../map/people-fields.ts';

const descriptions: Readonly<Record<ImportEntity, EntityDescription>> = {
  assets: ASSET_DESCRIPTION,
  people: PEOPLE_DESCRIPTION,
  places: PLACE_DESCRIPTION,
  models: MODEL_DESCRIPTION,
  suppliers: SUPPLIER_DESCRIPTION,
  licences: LICENCE_DESCRIPTION,
  installations: INSTALLATION_DESCRIPTION,
  postures: POSTURE_DESCRIPTION,
  supplies: SUPPLY_DESCRIPTION,
};

/** What rows about the entity may carry. @param fields of the categories, which only assets have, licences among them */
export function descriptionOf(entity: ImportEntity, fields: readonly CategoryField[]): EntityDescription {
  const description = descriptions[entity];
  return entity === 'assets' || entity === 'licences' ? withOwnFields(description, fields) : description;
}
