import type { Migration } from '../migrate.ts';

/** Terms of licences end where everything else that ends is read from; a paper that counts is named once. */
export const licencesExpireMigration: Migration = {
  name: '0073-licences-expire',
  sql: `
DROP VIEW expiry;
CREATE VIEW expiry (asset_id, contract_id, entitlement_id, field_id, kind, day, notice_days, auto_renew, number, title) AS
SELECT id, NULL, NULL, NULL, 'warranty', coalesce(warranty_until, ''), NULL, 0, NULL, NULL FROM asset
WHERE coalesce(warranty_until, '') > '' AND status <> 'disposed'
UNION ALL
SELECT asset.id, NULL, NULL, field.id, category.family, field_value.text_value,
  (SELECT notice.number_value FROM field_value AS notice JOIN field AS noticed ON noticed.id = notice.field_id
    WHERE notice.asset_id = asset.id AND noticed.role = 'notice_days' AND noticed.archived_at IS NULL LIMIT 1),
  coalesce((SELECT renewal.integer_value FROM field_value AS renewal JOIN field AS renewed ON renewed.id = renewal.field_id
    WHERE renewal.asset_id = asset.id AND renewed.role = 'auto_renew' AND renewed.archived_at IS NULL LIMIT 1), 0),
  NULL, NULL
FROM field JOIN field_value ON field_value.field_id = field.id AND field_value.text_value IS NOT NULL
JOIN asset ON asset.id = field_value.asset_id JOIN category ON category.id = asset.category_id
WHERE field.role = 'expiry' AND field.archived_at IS NULL AND asset.status <> 'disposed'
  AND NOT EXISTS (SELECT 1 FROM entitlement WHERE entitlement.asset_id = asset.id)
UNION ALL
SELECT NULL, contract.id, NULL, NULL, 'contract', contract.ends_on, contract.notice_days, contract.auto_renew,
  'CON-' || contract.year || '-' || substr('000' || contract.number, -max(4, length(contract.number))),
  contract.title || ' · ' || supplier.name
FROM contract JOIN supplier ON supplier.id = contract.supplier_id
WHERE contract.ends_on IS NOT NULL AND contract.ended_on IS NULL
UNION ALL
SELECT NULL, NULL, entitlement.id, NULL, 'licence', term.ends_on, entitlement.notice_days, entitlement.auto_renew,
  entitlement.reference, software_product.name
FROM entitlement_term AS term JOIN entitlement ON entitlement.id = term.entitlement_id
JOIN software_product ON software_product.id = entitlement.product_id
WHERE term.ends_on IS NOT NULL AND entitlement.ended_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM entitlement_term AS later
    WHERE later.entitlement_id = term.entitlement_id AND later.starts_on > term.starts_on);
`,
};
