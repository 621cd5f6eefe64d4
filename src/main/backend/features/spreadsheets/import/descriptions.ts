import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { ASSET_DESCRIPTION } from '../map/asset-fields.ts';
import type { EntityDescription } from '../map/entity-description.ts';
import { PEOPLE_DESCRIPTION } from '../map/people-fields.ts';

export function descriptionOf(entity: ImportEntity): EntityDescription {
  return entity === 'assets' ? ASSET_DESCRIPTION : PEOPLE_DESCRIPTION;
}
