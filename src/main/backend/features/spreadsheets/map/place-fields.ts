import { PLACE_KINDS } from './choices.ts';
import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';

/** What a row about a place may carry: where it stands is told by its path, or by the code or name of what it stands in. */
export const PLACE_DESCRIPTION: EntityDescription = {
  entity: 'places',
  identifiedBy: ['path', 'name', 'code'],
  matchedBy: ['code', 'path', 'name'],
  fields: [
    field(
      'path',
      'text',
      'path|full path|location path|place path|hierarchy|complete name|full location|pfad|standortpfad|cesta|chemin|chemin complet',
      { unique: true },
    ),
    field(
      'name',
      'text',
      'name|place|place name|location|location name|room name|room|title|bezeichnung|standort|ort|raum|nazev|umisteni|nom|lieu|emplacement',
    ),
    field(
      'code',
      'tag',
      'code|place code|location code|short code|short name|label|kurzel|standortcode|kod|code du lieu',
      {
        unique: true,
      },
    ),
    field(
      'parentCode',
      'tag',
      'parent code|parent location code|parent place code|code of parent|ubergeordneter code|kod nadrazeneho|code parent',
    ),
    field(
      'parent',
      'reference',
      'parent|parent location|parent place|part of|stands in|inside|located in|building|site|ubergeordneter ort|gebaude|nadrazene misto|budova|lieu parent|batiment',
    ),
    field('kind', 'choice', 'kind|type|location type|place type|level|art|typ|ebene|druh|type de lieu', {
      choices: PLACE_KINDS,
    }),
    field(
      'notes',
      'notes',
      'notes|note|comment|comments|remarks|description|bemerkung|bemerkungen|poznamka|commentaire',
    ),
  ],
};
