import type { Migration } from '../migrate.ts';

/** The rules of the tree of categories, what a value was before its field changed, and expiries by day. */
export const categoryTreeMigration: Migration = {
  name: '0018-category-tree',
  sql: `
CREATE TRIGGER category_is_no_cycle BEFORE UPDATE OF parent_id ON category
WHEN NEW.parent_id IN (
  WITH RECURSIVE below (id) AS (
    SELECT NEW.id UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id
  ) SELECT id FROM below)
BEGIN SELECT RAISE(ABORT, 'CATEGORY_CYCLE'); END;
CREATE TRIGGER category_begins_in_its_family BEFORE INSERT ON category
WHEN NEW.family <> (SELECT family FROM category WHERE id = NEW.parent_id)
BEGIN SELECT RAISE(ABORT, 'CATEGORY_FAMILY'); END;
CREATE TRIGGER category_stays_in_its_family BEFORE UPDATE OF parent_id, family ON category
WHEN NEW.family <> OLD.family OR NEW.family <> (SELECT family FROM category WHERE id = NEW.parent_id)
BEGIN SELECT RAISE(ABORT, 'CATEGORY_FAMILY'); END;
CREATE TRIGGER category_is_archived_empty BEFORE UPDATE OF archived_at ON category
WHEN NEW.archived_at IS NOT NULL AND OLD.archived_at IS NULL AND (
  EXISTS (SELECT 1 FROM asset WHERE category_id = NEW.id AND status <> 'disposed')
  OR EXISTS (SELECT 1 FROM category WHERE parent_id = NEW.id AND archived_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'CATEGORY_IN_USE'); END;
CREATE TRIGGER asset_begins_in_a_category_in_use BEFORE INSERT ON asset
WHEN (SELECT archived_at FROM category WHERE id = NEW.category_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CATEGORY_IS_ARCHIVED'); END;
CREATE TRIGGER asset_goes_to_a_category_in_use BEFORE UPDATE OF category_id ON asset
WHEN NEW.category_id <> OLD.category_id AND (SELECT archived_at FROM category WHERE id = NEW.category_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CATEGORY_IS_ARCHIVED'); END;

ALTER TABLE field_value ADD COLUMN original TEXT;

DROP VIEW expiry;
CREATE VIEW expiry (asset_id, field_id, kind, day, notice_days, auto_renew) AS
SELECT id, NULL, 'warranty', coalesce(warranty_until, ''), NULL, 0 FROM asset
WHERE coalesce(warranty_until, '') > '' AND status <> 'disposed'
UNION ALL
SELECT asset.id, field.id, category.family, field_value.text_value,
  (SELECT notice.number_value FROM field_value AS notice JOIN field AS noticed ON noticed.id = notice.field_id
    WHERE notice.asset_id = asset.id AND noticed.role = 'notice_days' AND noticed.archived_at IS NULL LIMIT 1),
  coalesce((SELECT renewal.integer_value FROM field_value AS renewal JOIN field AS renewed ON renewed.id = renewal.field_id
    WHERE renewal.asset_id = asset.id AND renewed.role = 'auto_renew' AND renewed.archived_at IS NULL LIMIT 1), 0)
FROM field JOIN field_value ON field_value.field_id = field.id AND field_value.text_value IS NOT NULL
JOIN asset ON asset.id = field_value.asset_id JOIN category ON category.id = asset.category_id
WHERE field.role = 'expiry' AND field.archived_at IS NULL AND asset.status <> 'disposed';
`,
};
