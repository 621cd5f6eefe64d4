import type { Migration } from '../migrate.ts';

/**
 * Search of people reads one narrow index instead of every person's whole row; `searchedText` in the people slice is
 * its expression. A full text index folds itself within a scan only when hundreds of commits found no idle moment.
 */
export const searchSpeedMigration: Migration = {
  name: '0014-search-speed',
  sql: `
CREATE INDEX person_searched ON person (name, archived_at,
  lower(name || char(31) || coalesce(email, '') || char(31) || coalesce(employee_number, '') || char(31) || coalesce(username, '') || char(31) || coalesce(badge_code, '')));
INSERT INTO asset_words (asset_words, rank) VALUES ('crisismerge', 400);
INSERT INTO asset_fragments (asset_fragments, rank) VALUES ('crisismerge', 400);
`,
};
