import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface InstallationRow {
  id: number;
  source: string;
  tag: string;
  serial: string | null;
  publisher: string | null;
  name: string;
  product: string | null;
  productId: number | null;
  edition: string | null;
  version: string | null;
  firstSeen: string;
  lastSeen: string;
  usedOn: string | null;
  person: string | null;
  ruleId: number | null;
  excludedBecause: string | null;
  excludedUntil: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT installation.id, installation.source, asset.tag, asset.serial, installation.publisher, installation.name,
  product.name AS product, product.id AS productId, product.edition, installation.software_version AS version,
  installation.first_seen_on AS firstSeen, installation.seen_on AS lastSeen, installation.used_on AS usedOn,
  person.name AS person, installation.rule_id AS ruleId, installation.excluded_because AS excludedBecause,
  installation.excluded_until AS excludedUntil
FROM installation
JOIN asset ON asset.id = installation.asset_id
LEFT JOIN software_product AS product ON product.id = installation.product_id
LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
LEFT JOIN person ON person.id = custody.person_id
WHERE installation.removed_on IS NULL AND ${assetInScope}
ORDER BY installation.id`;

/** Software that is installed now, as it was seen and what the rules made of it. */
export const installationsSheet = querySheet<InstallationRow>({
  name: '50_Installations',
  table: 'installation',
  numberedBy: 'id',
  alsoReads: ['asset', 'software_product', 'custody', 'person'],
  sql,
  restrictedBy: ['assets'],
  always: 'removed since',
  record: 'Installation id',
  columns: [
    column('Import no', 'text', (row) => row.source),
    column('Device', 'text', (row) => row.tag),
    column('Serial', 'text', (row) => row.serial),
    column('Publisher', 'text', (row) => row.publisher),
    column('Product', 'text', (row) => row.name),
    column('Edition', 'text', (row) => row.edition),
    column('Version', 'text', (row) => row.version),
    column('First seen', 'date', (row) => row.firstSeen),
    column('Last seen', 'date', (row) => row.lastSeen),
    column('Last used', 'date', (row) => row.usedOn),
    column('User', 'text', (row) => row.person),
    column('Matched product id', 'integer', (row) => row.productId),
    column('Match rule', 'integer', (row) => row.ruleId),
    column('Excluded (why, until)', 'text', ({ excludedBecause: why, excludedUntil: until }) =>
      why === null ? null : [why, until].filter((part) => part !== null).join(', until '),
    ),
    column('Matched product', 'text', (row) => row.product),
    column('Installation id', 'integer', (row) => row.id),
  ],
});
