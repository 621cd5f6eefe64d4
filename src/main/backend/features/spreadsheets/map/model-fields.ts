import { DEPRECIATION_FIELDS } from './depreciation-fields.ts';
import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';

/** What a row about a model may carry. */
export const MODEL_DESCRIPTION: EntityDescription = {
  entity: 'models',
  identifiedBy: ['name', 'number'],
  matchedBy: ['name', 'number'],
  fields: [
    field(
      'name',
      'text',
      'model|model name|name|product|product name|asset model|title|modell|modellname|bezeichnung|nazev modelu|modele|nom du modele',
      { required: true },
    ),
    field(
      'number',
      'text',
      'model number|model no|number|part number|part no|product number|sku|mpn|modellnummer|teilenummer|cislo modelu|numero de modele|reference',
    ),
    field(
      'manufacturer',
      'reference',
      'manufacturer|brand|make|maker|oem|vendor|hersteller|marke|vyrobce|fabricant|marque',
    ),
    field('category', 'reference', 'category|model category|type|kind|class|kategorie|typ|art|druh|categorie'),
    field(
      'warrantyMonths',
      'months',
      'warranty months|warranty|warranty in months|warranty period|garantie monate|garantiedauer|zaruka mesice|zaruka|duree de garantie',
      { minimum: 0, maximum: 600 },
    ),
    ...DEPRECIATION_FIELDS,
  ],
};
