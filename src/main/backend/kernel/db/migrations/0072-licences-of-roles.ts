import type { Migration } from '../migrate.ts';

/** A role's licence names its product, and a line of a run the seat that was given or taken back for it. */
export const licencesOfRolesMigration: Migration = {
  name: '0072-licences-of-roles',
  sql: `
ALTER TABLE role_kit_extra ADD COLUMN product_id INTEGER REFERENCES software_product;
ALTER TABLE role_run_item ADD COLUMN product_id INTEGER REFERENCES software_product;
ALTER TABLE role_run_item ADD COLUMN allocation_id INTEGER REFERENCES allocation;
UPDATE role_kit_extra SET product_id = (SELECT id FROM software_product WHERE software_product.name = role_kit_extra.name COLLATE NOCASE)
WHERE kind = 'licence';
DROP VIEW role_run_item_state;
CREATE VIEW role_run_item_state (item_id, run_id, state) AS
SELECT item.id, item.run_id, CASE
  WHEN item.waived_at IS NOT NULL THEN 'waived'
  /* A seat that somebody else took back, or that went with its holder, is back. */
  WHEN item.kind = 'licence' AND item.action = 'collect' AND item.allocation_id IS NOT NULL THEN CASE
    WHEN item.done_at IS NULL AND EXISTS (SELECT 1 FROM allocation
      WHERE allocation.id = item.allocation_id AND allocation.released_at IS NULL) THEN 'open' ELSE 'done' END
  WHEN item.kind <> 'asset' THEN CASE WHEN item.done_at IS NULL THEN 'open' ELSE 'done' END
  WHEN item.old_asset_id IS NOT NULL AND EXISTS (SELECT 1 FROM custody
    WHERE custody.asset_id = item.old_asset_id AND custody.person_id = run.person_id AND custody.ended_at IS NULL)
    THEN 'open'
  WHEN item.action <> 'collect' AND NOT EXISTS (SELECT 1 FROM custody
    WHERE custody.id = item.custody_id AND custody.reversed = 0) THEN 'open'
  ELSE 'done' END
FROM role_run_item AS item JOIN role_run AS run ON run.id = item.run_id;
CREATE INDEX role_run_item_allocation ON role_run_item (allocation_id) WHERE allocation_id IS NOT NULL;
`,
};
