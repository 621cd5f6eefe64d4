import type { Migration } from '../migrate.ts';

const noChange = (table: string, because: string): string => `
CREATE TRIGGER ${table}_is_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${because}'); END;
CREATE TRIGGER ${table}_is_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${because}'); END;`;

/** Seats that are given of an entitlement. */
const openSeats = (entitlement: string): string =>
  `(SELECT coalesce(sum(seats), 0) FROM allocation WHERE entitlement_id = ${entitlement} AND released_at IS NULL)`;

/**
 * What licences let us use, for which terms, and who has a seat. Licences that were assets of their own until now keep
 * their asset, which holds tag, papers and key; what counts of them becomes an entitlement.
 */
export const licencesMigration: Migration = {
  name: '0071-licences',
  sql: `
CREATE TABLE entitlement (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product,
  /* What people call it: a licence number, an order, an agreement. */
  reference TEXT NOT NULL CHECK (trim(reference) <> ''),
  metric TEXT NOT NULL CHECK (metric IN ('site', 'named_user', 'user', 'user_cal', 'device_cal', 'device', 'core',
    'processor', 'pvu', 'rvu', 'nup', 'concurrent', 'token')),
  kind TEXT NOT NULL CHECK (kind IN ('perpetual', 'subscription', 'volume', 'oem', 'upgrade')),
  unlimited INTEGER NOT NULL CHECK (unlimited IN (0, 1)),
  units_per_pack INTEGER NOT NULL CHECK (units_per_pack BETWEEN 1 AND 100000),
  maintenance_from TEXT CHECK (maintenance_from GLOB '????-??-??'),
  maintenance_until TEXT CHECK (maintenance_until GLOB '????-??-??'),
  downgrade INTEGER NOT NULL CHECK (downgrade IN (0, 1)),
  upgrades_from_id INTEGER REFERENCES software_product,
  site_id INTEGER REFERENCES place,
  department_id INTEGER REFERENCES department,
  cost_centre_id INTEGER REFERENCES cost_centre,
  secondary_use INTEGER NOT NULL CHECK (secondary_use BETWEEN 0 AND 10),
  installs_per_right INTEGER NOT NULL CHECK (installs_per_right BETWEEN 0 AND 100),
  core_rule TEXT NOT NULL CHECK (core_rule IN ('plain', 'windows', 'windows_standard', 'sql')),
  core_pack INTEGER NOT NULL CHECK (core_pack BETWEEN 1 AND 64),
  notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 3650),
  auto_renew INTEGER NOT NULL CHECK (auto_renew IN (0, 1)),
  supplier_id INTEGER REFERENCES supplier,
  contract_id INTEGER REFERENCES contract,
  order_number TEXT NOT NULL,
  purchased_on TEXT CHECK (purchased_on GLOB '????-??-??'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  terms TEXT NOT NULL,
  licence_key BLOB,
  asset_id INTEGER UNIQUE REFERENCES asset,
  ended_on TEXT CHECK (ended_on GLOB '????-??-??'),
  ended_because TEXT CHECK (trim(ended_because) <> ''),
  created_at TEXT NOT NULL,
  created_by INTEGER REFERENCES operator,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((maintenance_from IS NULL) = (maintenance_until IS NULL)),
  CHECK (maintenance_until IS NULL OR maintenance_until >= maintenance_from),
  CHECK ((kind = 'upgrade') = (upgrades_from_id IS NOT NULL)),
  CHECK (metric <> 'site' OR site_id IS NOT NULL),
  CHECK ((ended_on IS NULL) = (ended_because IS NULL))
) STRICT;
CREATE INDEX entitlement_product ON entitlement (product_id);
CREATE INDEX entitlement_contract ON entitlement (contract_id) WHERE contract_id IS NOT NULL;
CREATE TRIGGER entitlement_is_not_deleted BEFORE DELETE ON entitlement
BEGIN SELECT RAISE(ABORT, 'ENTITLEMENT_IS_KEPT'); END;

/* A renewal adds a term, so that the position of a past day never changes. */
CREATE TABLE entitlement_term (
  id INTEGER PRIMARY KEY,
  entitlement_id INTEGER NOT NULL REFERENCES entitlement,
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '????-??-??'),
  /* Null is for good. */
  ends_on TEXT CHECK (ends_on GLOB '????-??-??'),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 10000000),
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  period TEXT NOT NULL CHECK (period IN ('once', 'month', 'quarter', 'year')),
  CHECK (ends_on IS NULL OR ends_on >= starts_on),
  UNIQUE (entitlement_id, starts_on)
) STRICT;
CREATE TRIGGER entitlement_terms_do_not_overlap BEFORE INSERT ON entitlement_term
WHEN EXISTS (SELECT 1 FROM entitlement_term AS other WHERE other.entitlement_id = NEW.entitlement_id
  AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31') AND coalesce(other.ends_on, '9999-12-31') >= NEW.starts_on)
BEGIN SELECT RAISE(ABORT, 'TERMS_OVERLAP'); END;
CREATE TRIGGER entitlement_terms_stay_apart BEFORE UPDATE OF starts_on, ends_on ON entitlement_term
WHEN EXISTS (SELECT 1 FROM entitlement_term AS other WHERE other.entitlement_id = NEW.entitlement_id AND other.id <> NEW.id
  AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31') AND coalesce(other.ends_on, '9999-12-31') >= NEW.starts_on)
BEGIN SELECT RAISE(ABORT, 'TERMS_OVERLAP'); END;
CREATE TRIGGER entitlement_term_is_not_deleted BEFORE DELETE ON entitlement_term
BEGIN SELECT RAISE(ABORT, 'ENTITLEMENT_IS_KEPT'); END;

/* Hardware that OEM rights were sold with and die with. */
CREATE TABLE entitlement_device (
  entitlement_id INTEGER NOT NULL REFERENCES entitlement,
  asset_id INTEGER NOT NULL REFERENCES asset,
  PRIMARY KEY (entitlement_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_device_asset ON entitlement_device (asset_id);

CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  entitlement_id INTEGER NOT NULL REFERENCES entitlement,
  person_id INTEGER REFERENCES person,
  asset_id INTEGER REFERENCES asset,
  department_id INTEGER REFERENCES department,
  seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 1000000),
  project TEXT NOT NULL,
  until TEXT CHECK (until GLOB '????-??-??'),
  given_at TEXT NOT NULL,
  given_by INTEGER NOT NULL REFERENCES operator,
  /* Why more seats were given than there are rights. */
  override_reason TEXT CHECK (trim(override_reason) <> ''),
  released_at TEXT,
  released_by INTEGER REFERENCES operator,
  released_because TEXT CHECK (released_because IN ('by_hand', 'retired', 'left', 'lost', 'harvested', 'expired', 'run')),
  CHECK ((person_id IS NOT NULL) + (asset_id IS NOT NULL) + (department_id IS NOT NULL) = 1),
  CHECK (department_id IS NOT NULL OR seats = 1),
  CHECK ((released_at IS NULL) = (released_because IS NULL))
) STRICT;
CREATE INDEX allocation_entitlement ON allocation (entitlement_id) WHERE released_at IS NULL;
CREATE UNIQUE INDEX allocation_person ON allocation (person_id, entitlement_id) WHERE released_at IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX allocation_asset ON allocation (asset_id, entitlement_id) WHERE released_at IS NULL AND asset_id IS NOT NULL;
CREATE TRIGGER allocation_has_a_right BEFORE INSERT ON allocation
WHEN NEW.override_reason IS NULL AND NEW.released_at IS NULL
  AND (SELECT unlimited FROM entitlement WHERE id = NEW.entitlement_id) = 0
  AND ${openSeats('NEW.entitlement_id')} + NEW.seats > (
    SELECT coalesce(max(term.quantity * entitlement.units_per_pack), 0) FROM entitlement
    JOIN entitlement_term AS term ON term.entitlement_id = entitlement.id
    WHERE entitlement.id = NEW.entitlement_id AND term.starts_on <= substr(NEW.given_at, 1, 10)
      AND coalesce(term.ends_on, '9999-12-31') >= substr(NEW.given_at, 1, 10))
BEGIN SELECT RAISE(ABORT, 'NO_FREE_SEAT'); END;
CREATE TRIGGER allocation_is_only_released BEFORE UPDATE ON allocation
WHEN OLD.released_at IS NOT NULL OR NEW.entitlement_id <> OLD.entitlement_id OR NEW.seats <> OLD.seats
  OR NEW.person_id IS NOT OLD.person_id OR NEW.asset_id IS NOT OLD.asset_id OR NEW.department_id IS NOT OLD.department_id
  OR NEW.given_at <> OLD.given_at OR NEW.override_reason IS NOT OLD.override_reason
BEGIN SELECT RAISE(ABORT, 'ALLOCATION_IS_ONLY_RELEASED'); END;
CREATE TRIGGER allocation_is_not_deleted BEFORE DELETE ON allocation
BEGIN SELECT RAISE(ABORT, 'ALLOCATION_IS_KEPT'); END;
CREATE TRIGGER entitlement_term_keeps_seats BEFORE UPDATE OF quantity ON entitlement_term
WHEN NEW.quantity < OLD.quantity AND (SELECT unlimited FROM entitlement WHERE id = NEW.entitlement_id) = 0
  AND (SELECT coalesce(sum(seats), 0) FROM allocation
    WHERE entitlement_id = NEW.entitlement_id AND released_at IS NULL AND override_reason IS NULL)
    > NEW.quantity * (SELECT units_per_pack FROM entitlement WHERE id = NEW.entitlement_id)
BEGIN SELECT RAISE(ABORT, 'SEATS_ARE_ALLOCATED'); END;
CREATE TRIGGER entitlement_keeps_seats BEFORE UPDATE OF unlimited, units_per_pack ON entitlement
WHEN (NEW.units_per_pack < OLD.units_per_pack OR NEW.unlimited < OLD.unlimited) AND NEW.unlimited = 0
  AND (SELECT coalesce(sum(seats), 0) FROM allocation
    WHERE entitlement_id = NEW.id AND released_at IS NULL AND override_reason IS NULL)
    > (SELECT coalesce(max(quantity), 0) FROM entitlement_term WHERE entitlement_id = NEW.id) * NEW.units_per_pack
BEGIN SELECT RAISE(ABORT, 'SEATS_ARE_ALLOCATED'); END;
/* What was lost, stolen or retired holds no seat, whatever wrote its status. */
CREATE TRIGGER allocation_on_asset_in_service BEFORE INSERT ON allocation
WHEN (SELECT status FROM asset WHERE id = NEW.asset_id) IN ('lost', 'stolen', 'retiring', 'disposed')
BEGIN SELECT RAISE(ABORT, 'ASSET_OUT_OF_SERVICE'); END;

CREATE TABLE licence_policy (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product,
  kind TEXT NOT NULL CHECK (kind IN ('role', 'department', 'project', 'use')),
  kit_id INTEGER REFERENCES role_kit,
  department_id INTEGER REFERENCES department,
  project TEXT CHECK (trim(project) <> ''),
  /* Days without use after which a seat is too many. */
  days INTEGER CHECK (days BETWEEN 1 AND 3650),
  ended_at TEXT,
  CHECK ((kind = 'role') = (kit_id IS NOT NULL)),
  CHECK ((kind = 'department') = (department_id IS NOT NULL)),
  CHECK ((kind = 'project') = (project IS NOT NULL)),
  CHECK ((kind = 'use') = (days IS NOT NULL))
) STRICT;
CREATE INDEX licence_policy_product ON licence_policy (product_id) WHERE ended_at IS NULL;

CREATE TABLE licence_wish (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES software_product,
  person_id INTEGER NOT NULL REFERENCES person,
  reason TEXT NOT NULL,
  wished_at TEXT NOT NULL,
  wished_by INTEGER NOT NULL REFERENCES operator,
  allocation_id INTEGER REFERENCES allocation,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX licence_wish_once ON licence_wish (product_id, person_id) WHERE ended_at IS NULL;

/* Seats that were announced to be taken back: until the day their holders may object. */
CREATE TABLE licence_harvest (
  id INTEGER PRIMARY KEY,
  allocation_id INTEGER NOT NULL REFERENCES allocation,
  why TEXT NOT NULL CHECK (why IN ('left', 'gone', 'expired', 'not_installed', 'unused')),
  announced_at TEXT NOT NULL,
  announced_by INTEGER NOT NULL REFERENCES operator,
  takes_effect_on TEXT NOT NULL CHECK (takes_effect_on GLOB '????-??-??'),
  saving_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('taken_back', 'kept')),
  kept_because TEXT CHECK (trim(kept_because) <> ''),
  ended_at TEXT,
  CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  CHECK (outcome IS NOT 'kept' OR kept_because IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX licence_harvest_once ON licence_harvest (allocation_id) WHERE outcome IS NULL;

CREATE TABLE licence_report (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  as_of TEXT NOT NULL CHECK (as_of GLOB '????-??-??'),
  content TEXT NOT NULL CHECK (json_valid(content)),
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operator
) STRICT;${noChange('licence_report', 'REPORT_IS_FROZEN')}

CREATE TABLE licence_decision (
  id INTEGER PRIMARY KEY,
  entitlement_id INTEGER NOT NULL REFERENCES entitlement,
  /* The end that was decided about. */
  ends_on TEXT NOT NULL CHECK (ends_on GLOB '????-??-??'),
  decision TEXT NOT NULL CHECK (decision IN ('renew', 'renegotiate', 'cancel')),
  quantity INTEGER CHECK (quantity >= 0),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  alternatives TEXT NOT NULL,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  decided_at TEXT NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES operator
) STRICT;
CREATE INDEX licence_decision_of ON licence_decision (entitlement_id, id);${noChange('licence_decision', 'DECISION_IS_KEPT')}

/* Licences that were assets with fields: each becomes an entitlement to a product of its name. */
CREATE TABLE licence_before AS
SELECT asset.id, asset.tag, asset.created_at, asset.supplier_id, asset.purchased_on, asset.cost_minor, asset.cost_currency,
  asset.order_number, asset.department_id, asset.cost_centre_id, asset.manufacturer_id,
  coalesce((SELECT nullif(trim(text_value), '') FROM field_value JOIN field ON field.id = field_id
    WHERE asset_id = asset.id AND field.name = 'Product' LIMIT 1), nullif(trim(asset.name), ''), asset.tag) AS product,
  (SELECT text_value FROM field_value JOIN field ON field.id = field_id WHERE asset_id = asset.id AND field.name = 'Metric' LIMIT 1) AS metric,
  (SELECT number_value FROM field_value JOIN field ON field.id = field_id WHERE asset_id = asset.id AND field.name = 'Quantity' LIMIT 1) AS quantity,
  (SELECT text_value FROM field_value JOIN field ON field.id = field_id WHERE asset_id = asset.id AND field.role = 'expiry' LIMIT 1) AS ends_on,
  (SELECT number_value FROM field_value JOIN field ON field.id = field_id WHERE asset_id = asset.id AND field.role = 'notice_days' LIMIT 1) AS notice,
  (SELECT integer_value FROM field_value JOIN field ON field.id = field_id WHERE asset_id = asset.id AND field.role = 'auto_renew' LIMIT 1) AS renews
FROM asset JOIN category ON category.id = asset.category_id
WHERE category.key = 'software-licence' AND asset.status <> 'disposed';
INSERT INTO software_product (name, publisher_id)
SELECT product, manufacturer_id FROM licence_before WHERE true GROUP BY lower(product)
ON CONFLICT DO NOTHING;
INSERT INTO entitlement (product_id, reference, metric, kind, unlimited, units_per_pack, downgrade, secondary_use,
  installs_per_right, core_rule, core_pack, notice_days, auto_renew, supplier_id, order_number, purchased_on, currency, terms,
  department_id, cost_centre_id, asset_id, created_at)
SELECT software_product.id, tag,
  CASE licence_before.metric WHEN 'Per user' THEN 'user' WHEN 'Per core' THEN 'core' WHEN 'Concurrent' THEN 'concurrent' ELSE 'device' END,
  CASE licence_before.metric WHEN 'Subscription' THEN 'subscription' WHEN 'Volume' THEN 'volume' ELSE 'perpetual' END,
  0, 1, 0, 0, 0, 'plain', 1,
  CASE WHEN notice BETWEEN 0 AND 3650 THEN CAST(notice AS INTEGER) END, coalesce(renews, 0) = 1, supplier_id,
  coalesce(order_number, ''), purchased_on, coalesce(cost_currency, 'EUR'), '', department_id, cost_centre_id, licence_before.id, created_at
FROM licence_before JOIN software_product ON software_product.name = licence_before.product;
INSERT INTO entitlement_term (entitlement_id, starts_on, ends_on, quantity, cost_minor, period)
SELECT entitlement.id, min(coalesce(licence_before.purchased_on, substr(licence_before.created_at, 1, 10)), coalesce(ends_on, '9999-12-31')),
  ends_on, CASE WHEN quantity BETWEEN 0 AND 10000000 THEN CAST(quantity AS INTEGER) ELSE 0 END, coalesce(cost_minor, 0), 'once'
FROM licence_before JOIN entitlement ON entitlement.asset_id = licence_before.id;
DROP TABLE licence_before;
`,
};
