import type { Migration } from '../migrate.ts';

/** What pages ask as they open is read along an index: repairs among all movements, who leaves among all persons, secrets among all values. */
export const pageIndexesMigration: Migration = {
  name: '0131-page-indexes',
  sql: `
CREATE INDEX movement_repair ON movement (at, asset_id) WHERE kind = 'status_changed' AND to_text = 'in_maintenance';
CREATE INDEX person_ends ON person (ends_on, id) WHERE ends_on IS NOT NULL;
CREATE INDEX field_value_secret ON field_value (field_id, asset_id) WHERE secret IS NOT NULL;
`,
};
