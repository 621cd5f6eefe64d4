import type { Migration } from '../migrate.ts';

/** Which state of a category an operator has seen, so that two of them never overwrite each other unawares. */
export const categoryVersionMigration: Migration = {
  name: '0040-category-version',
  sql: `
ALTER TABLE category ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
`,
};
