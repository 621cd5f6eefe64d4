import type { Migration } from '../migrate.ts';

export const papersAndContractsMigration: Migration = {
  name: '0050-papers-and-contracts',
  sql: `
CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('support', 'maintenance', 'lease', 'subscription', 'framework', 'other')),
  title TEXT NOT NULL CHECK (title <> ''),
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  order_id INTEGER REFERENCES purchase_order,
  reference TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '????-??-??'),
  ends_on TEXT CHECK (ends_on IS NULL OR ends_on GLOB '????-??-??'),
  notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 3650),
  auto_renew INTEGER NOT NULL CHECK (auto_renew IN (0, 1)),
  terms TEXT NOT NULL,
  ended_on TEXT CHECK (ended_on IS NULL OR ended_on GLOB '????-??-??'),
  end_reason TEXT CHECK (end_reason <> ''),
  created_by INTEGER NOT NULL REFERENCES operator,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, number),
  CHECK (ends_on IS NULL OR ends_on >= starts_on),
  CHECK (ends_on IS NOT NULL OR auto_renew = 0),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX contract_supplier ON contract (supplier_id);
CREATE INDEX contract_end ON contract (ends_on) WHERE ended_on IS NULL;

CREATE TABLE contract_line (
  id INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contract,
  position INTEGER NOT NULL,
  description TEXT NOT NULL CHECK (description <> ''),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  period TEXT NOT NULL CHECK (period IN ('once', 'month', 'quarter', 'year'))
) STRICT;
CREATE INDEX contract_line_of ON contract_line (contract_id, position);

CREATE TRIGGER contract_is_not_deleted BEFORE DELETE ON contract
BEGIN SELECT RAISE(ABORT, 'CONTRACT_IS_KEPT'); END;
CREATE TRIGGER contract_number_is_for_life BEFORE UPDATE OF year, number ON contract
WHEN NEW.year <> OLD.year OR NEW.number <> OLD.number
BEGIN SELECT RAISE(ABORT, 'CONTRACT_NUMBER_IS_FOR_LIFE'); END;
CREATE TRIGGER contract_ended_is_fixed BEFORE UPDATE ON contract WHEN OLD.ended_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONTRACT_HAS_ENDED'); END;
CREATE TRIGGER contract_line_of_ended_is_kept BEFORE DELETE ON contract_line
WHEN (SELECT ended_on FROM contract WHERE id = OLD.contract_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CONTRACT_HAS_ENDED'); END;

/* A quote, an invoice, a contract on paper; a picture of what came, for a point of its inspection. */
CREATE TABLE paper (
  id INTEGER PRIMARY KEY,
  quote_id INTEGER REFERENCES quote,
  invoice_id INTEGER REFERENCES invoice,
  contract_id INTEGER REFERENCES contract,
  receipt_id INTEGER REFERENCES receipt,
  /* The point of the inspection that it proves; empty for the whole. */
  point TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  type TEXT NOT NULL,
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  thumbnail_sha256 TEXT CHECK (length(thumbnail_sha256) = 64),
  operator_id INTEGER NOT NULL REFERENCES operator,
  added_at TEXT NOT NULL,
  archived_at TEXT,
  CHECK ((quote_id IS NOT NULL) + (invoice_id IS NOT NULL) + (contract_id IS NOT NULL) + (receipt_id IS NOT NULL) = 1),
  CHECK (point = '' OR receipt_id IS NOT NULL)
) STRICT;
CREATE INDEX paper_of_quote ON paper (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX paper_of_invoice ON paper (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX paper_of_contract ON paper (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX paper_of_receipt ON paper (receipt_id) WHERE receipt_id IS NOT NULL;
CREATE TRIGGER paper_is_not_deleted BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'PAPER_IS_KEPT'); END;
CREATE TRIGGER paper_is_only_archived BEFORE UPDATE ON paper
WHEN OLD.archived_at IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.file_name <> OLD.file_name OR NEW.point <> OLD.point
  OR NEW.quote_id IS NOT OLD.quote_id OR NEW.invoice_id IS NOT OLD.invoice_id
  OR NEW.contract_id IS NOT OLD.contract_id OR NEW.receipt_id IS NOT OLD.receipt_id
BEGIN SELECT RAISE(ABORT, 'PAPER_IS_KEPT'); END;
/* What proves an inspection stays with it, and is not added to it afterwards. */
CREATE TRIGGER paper_of_finished_receipt BEFORE INSERT ON paper
WHEN NEW.receipt_id IS NOT NULL AND (SELECT state FROM receipt WHERE id = NEW.receipt_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;
CREATE TRIGGER paper_of_finished_receipt_stays BEFORE UPDATE ON paper
WHEN OLD.receipt_id IS NOT NULL AND (SELECT state FROM receipt WHERE id = OLD.receipt_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'RECEIPT_IS_FINISHED'); END;

DROP VIEW expiry;
CREATE VIEW expiry (asset_id, contract_id, field_id, kind, day, notice_days, auto_renew, number, title) AS
SELECT id, NULL, NULL, 'warranty', coalesce(warranty_until, ''), NULL, 0, NULL, NULL FROM asset
WHERE coalesce(warranty_until, '') > '' AND status <> 'disposed'
UNION ALL
SELECT asset.id, NULL, field.id, category.family, field_value.text_value,
  (SELECT notice.number_value FROM field_value AS notice JOIN field AS noticed ON noticed.id = notice.field_id
    WHERE notice.asset_id = asset.id AND noticed.role = 'notice_days' AND noticed.archived_at IS NULL LIMIT 1),
  coalesce((SELECT renewal.integer_value FROM field_value AS renewal JOIN field AS renewed ON renewed.id = renewal.field_id
    WHERE renewal.asset_id = asset.id AND renewed.role = 'auto_renew' AND renewed.archived_at IS NULL LIMIT 1), 0),
  NULL, NULL
FROM field JOIN field_value ON field_value.field_id = field.id AND field_value.text_value IS NOT NULL
JOIN asset ON asset.id = field_value.asset_id JOIN category ON category.id = asset.category_id
WHERE field.role = 'expiry' AND field.archived_at IS NULL AND asset.status <> 'disposed'
UNION ALL
SELECT NULL, contract.id, NULL, 'contract', contract.ends_on, contract.notice_days, contract.auto_renew,
  'CON-' || contract.year || '-' || substr('000' || contract.number, -max(4, length(contract.number))),
  contract.title || ' · ' || supplier.name
FROM contract JOIN supplier ON supplier.id = contract.supplier_id
WHERE contract.ends_on IS NOT NULL AND contract.ended_on IS NULL;
`,
};
