import type { Migration } from '../migrate.ts';

export const quotesMigration: Migration = {
  name: '0031-quotes',
  sql: `
CREATE TABLE criterion (
  id INTEGER PRIMARY KEY,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('must', 'weighted')),
  text TEXT NOT NULL CHECK (text <> ''),
  target TEXT NOT NULL,
  weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 10),
  regulation TEXT NOT NULL
) STRICT;
CREATE INDEX criterion_of ON criterion (requisition_id, position);

CREATE TABLE criteria_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  category_id INTEGER REFERENCES category,
  criteria TEXT NOT NULL CHECK (json_valid(criteria))
) STRICT;

CREATE TABLE quote_comparison (
  requisition_id INTEGER PRIMARY KEY REFERENCES requisition,
  weights TEXT NOT NULL CHECK (json_valid(weights)),
  life_years INTEGER NOT NULL CHECK (life_years BETWEEN 1 AND 20)
) STRICT;

CREATE TABLE quote_request (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  answer_by TEXT CHECK (answer_by IS NULL OR answer_by GLOB '????-??-??'),
  requested_by INTEGER NOT NULL REFERENCES operator,
  at TEXT NOT NULL,
  UNIQUE (year, number),
  UNIQUE (requisition_id, supplier_id)
) STRICT;

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,
  requisition_id INTEGER NOT NULL REFERENCES requisition,
  supplier_id INTEGER NOT NULL REFERENCES supplier,
  reference TEXT NOT NULL,
  received_on TEXT NOT NULL CHECK (received_on GLOB '????-??-??'),
  valid_until TEXT CHECK (valid_until IS NULL OR valid_until GLOB '????-??-??'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  rate_micros INTEGER NOT NULL CHECK (rate_micros > 0),
  delivery_days INTEGER NOT NULL CHECK (delivery_days >= 0),
  warranty_months INTEGER NOT NULL CHECK (warranty_months BETWEEN 0 AND 240),
  support_terms TEXT NOT NULL,
  notes TEXT,
  quality INTEGER CHECK (quality BETWEEN 0 AND 10),
  reliability INTEGER CHECK (reliability BETWEEN 0 AND 10),
  support INTEGER CHECK (support BETWEEN 0 AND 10),
  energy_minor INTEGER NOT NULL CHECK (energy_minor >= 0),
  support_minor INTEGER NOT NULL CHECK (support_minor >= 0),
  licences_minor INTEGER NOT NULL CHECK (licences_minor >= 0),
  disposal_minor INTEGER NOT NULL CHECK (disposal_minor >= 0),
  recorded_by INTEGER NOT NULL REFERENCES operator,
  recorded_at TEXT NOT NULL,
  withdrawn_at TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX quote_of ON quote (requisition_id);
CREATE INDEX quote_supplier ON quote (supplier_id);

CREATE TABLE quote_line (
  quote_id INTEGER NOT NULL REFERENCES quote,
  requisition_line_id INTEGER NOT NULL REFERENCES requisition_line,
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  PRIMARY KEY (quote_id, requisition_line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote_answer (
  quote_id INTEGER NOT NULL REFERENCES quote,
  criterion_id INTEGER NOT NULL REFERENCES criterion ON DELETE CASCADE,
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
  PRIMARY KEY (quote_id, criterion_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quote_is_not_deleted BEFORE DELETE ON quote
BEGIN SELECT RAISE(ABORT, 'QUOTE_IS_KEPT'); END;
CREATE TRIGGER quote_answers_a_need BEFORE INSERT ON quote
WHEN (SELECT state FROM requisition WHERE id = NEW.requisition_id) IN ('draft', 'returned', 'cancelled', 'fulfilled')
BEGIN SELECT RAISE(ABORT, 'QUOTE_WITHOUT_NEED'); END;
CREATE TRIGGER quote_line_of_its_need BEFORE INSERT ON quote_line
WHEN (SELECT requisition_id FROM quote WHERE id = NEW.quote_id)
  <> (SELECT requisition_id FROM requisition_line WHERE id = NEW.requisition_line_id)
BEGIN SELECT RAISE(ABORT, 'QUOTE_LINE_OF_ANOTHER_NEED'); END;
`,
};
