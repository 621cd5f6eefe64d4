import type { Migration } from '../migrate.ts';

/** What licences per core and per processor are counted by, for servers of a register that has its catalogue already. */
export const processorsMigration: Migration = {
  name: '0103-processors',
  sql: `
INSERT INTO field (key, category_id, name, type, group_name, position)
SELECT 'server.' || added.value ->> 0, category.id, added.value ->> 1, 'number', 'Specification',
  (SELECT coalesce(max(position), 0) + 1 + added.key FROM field WHERE category_id = category.id)
FROM category, json_each('[["processors", "Processors"], ["core_factor", "Core factor"], ["pvu", "PVU per core"]]') AS added
WHERE category.key = 'server' AND NOT EXISTS (
  SELECT 1 FROM field WHERE key = 'server.' || added.value ->> 0
    OR (category_id = category.id AND name = added.value ->> 1 AND archived_at IS NULL));
`,
};
