import type { Migration } from '../migrate.ts';

/** No warranty ends before its purchase; what older versions took stays until one of the two days changes. */
export const warrantyAfterPurchaseMigration: Migration = {
  name: '0041-warranty-after-purchase',
  sql: `
CREATE TRIGGER asset_begins_with_days_in_order BEFORE INSERT ON asset
WHEN NEW.warranty_until < NEW.purchased_on
BEGIN SELECT RAISE(ABORT, 'WARRANTY_BEFORE_PURCHASE'); END;
CREATE TRIGGER asset_keeps_days_in_order BEFORE UPDATE OF purchased_on, warranty_until ON asset
WHEN NEW.warranty_until < NEW.purchased_on
  AND (NEW.warranty_until IS NOT OLD.warranty_until OR NEW.purchased_on IS NOT OLD.purchased_on)
BEGIN SELECT RAISE(ABORT, 'WARRANTY_BEFORE_PURCHASE'); END;
`,
};
