import type { PatchStanding } from '#backend/features/updates/index.ts';
import type { PackContext } from '../pack-sheet.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface DeviceRow {
  id: number;
  tag: string;
  name: string;
  encryption: string | null;
  antivirus: string | null;
  mdm: string | null;
  patchLevel: string | null;
  patchedOn: string | null;
  screenLock: string | null;
  contactOn: string | null;
  source: string | null;
  takenOn: string | null;
  exceptions: string | null;
  /** JSON of the installations of watched products. */
  installed: string;
}

interface InstalledProduct {
  product_id: number;
  product: string;
  kind: string;
  name: string;
  publisher: string | null;
  software_version: string | null;
  rule_id: number | null;
  seen_on: string;
}

const readings = `posture_reading AS reading WHERE reading.asset_id = asset.id
    AND (:toDay IS NULL OR reading.taken_on <= :toDay)`;
/** What was last said of a fact: a reading that is silent about it takes nothing back. */
const newest = (fact: string) => `(SELECT ${fact} FROM ${readings} AND ${fact} IS NOT NULL
    ORDER BY reading.taken_on DESC, reading.id DESC LIMIT 1)`;
const watched = `installation JOIN tracked_product AS tracked ON tracked.product_id = installation.product_id
      AND tracked.archived_at IS NULL JOIN software_product AS product ON product.id = installation.product_id
    WHERE installation.asset_id = asset.id AND installation.removed_on IS NULL`;

const sql = `WITH RECURSIVE ${scopeTables}, holding (id) AS (
  SELECT id FROM category WHERE holds_data = 1
  UNION SELECT category.id FROM category JOIN holding ON category.parent_id = holding.id)
SELECT asset.id, asset.tag, asset.name, ${newest('reading.encryption')} AS encryption,
  ${newest('reading.antivirus')} AS antivirus, ${newest('reading.mdm')} AS mdm,
  ${newest('reading.patch_level')} AS patchLevel, ${newest('reading.patched_on')} AS patchedOn,
  ${newest('reading.screen_lock')} AS screenLock, ${newest('reading.contact_on')} AS contactOn,
  ${newest('reading.source')} AS source, ${newest('reading.taken_on')} AS takenOn,
  (SELECT group_concat(number, ', ') FROM (
    SELECT 'campaign ' || campaign.number || ' until ' || exception.until AS number
    FROM update_exception AS exception JOIN update_campaign AS campaign ON campaign.id = exception.campaign_id
    WHERE exception.asset_id = asset.id AND exception.ended_at IS NULL AND exception.until >= :asOfDay
    ORDER BY exception.id)) AS exceptions,
  (SELECT json_group_array(json(one)) FROM (
    SELECT json_object('product_id', product.id, 'product', product.name, 'kind', tracked.kind,
      'name', installation.name, 'publisher', installation.publisher, 'software_version', installation.software_version,
      'rule_id', installation.rule_id, 'seen_on', installation.seen_on) AS one
    FROM ${watched} ORDER BY tracked.kind <> 'os', installation.id)) AS installed
FROM asset
WHERE asset.status NOT IN ('ordered', 'retiring', 'disposed') AND (asset.category_id IN (SELECT id FROM holding)
    OR EXISTS (SELECT 1 FROM ${readings}) OR EXISTS (SELECT 1 FROM ${watched}))
  AND ${assetInScope}
ORDER BY asset.id`;

interface Judged extends InstalledProduct {
  standing: PatchStanding;
}

/** Several columns ask for the same row; what was judged goes with it. */
const judged = new WeakMap<DeviceRow, readonly Judged[]>();

/** The watched products of a device; the operating system is the first. */
function productsOf(row: DeviceRow, context: PackContext): readonly Judged[] {
  const known = judged.get(row);
  if (known !== undefined) return known;
  const installed = JSON.parse(row.installed) as InstalledProduct[];
  const products = installed.map((each) => ({ ...each, standing: context.standingOf(each) }));
  judged.set(row, products);
  return products;
}

const systemOf = (row: DeviceRow, context: PackContext) =>
  productsOf(row, context).find(({ kind }) => kind === 'os') ?? null;

const behind = (row: DeviceRow, context: PackContext) =>
  productsOf(row, context).filter(({ standing }) => standing.compliance !== 'current');

function daysBehind(row: DeviceRow, context: PackContext): number | null {
  const days = productsOf(row, context).flatMap(({ standing }) => standing.daysBehind ?? []);
  return days.length === 0 ? null : Math.max(...days);
}

function sourceOf(row: DeviceRow, context: PackContext): string | null {
  const told = [row.source, productsOf(row, context).length === 0 ? null : 'software inventory'];
  return told.filter((part) => part !== null).join(', ') || null;
}

/** The newest day on which anything of it was told. */
function asOf(row: DeviceRow, context: PackContext): string | null {
  const days = [...(row.takenOn === null ? [] : [row.takenOn]), ...productsOf(row, context).map((one) => one.seen_on)];
  return days.toSorted().at(-1) ?? null;
}

/** How safe each device is and how far its software is behind: all that hold data, and all of which anything is known. */
export const protectionStateSheet = querySheet<DeviceRow>({
  name: '40_Protection_state',
  table: 'asset',
  numberedBy: 'id',
  alsoReads: ['category', 'posture_reading', 'installation', 'tracked_product', 'software_release', 'update_exception'],
  sql,
  restrictedBy: ['assets'],
  always: 'what has not come yet or has left, and what holds no data and was never read',
  record: 'Asset id',
  control: 'Products behind',
  columns: [
    column('Asset id', 'integer', (row) => row.id),
    column('Tag', 'text', (row) => row.tag),
    column('Disk encryption', 'text', (row) => row.encryption),
    notRecorded('Recovery key escrowed', 'boolean'),
    column('Anti-malware', 'text', (row) => row.antivirus),
    notRecorded('Firewall'),
    column('MDM', 'text', (row) => row.mdm),
    column('OS', 'text', (row, context) => systemOf(row, context)?.product ?? null),
    column('Patch level', 'text', (row, context) => systemOf(row, context)?.standing.installed ?? row.patchLevel),
    column(
      'Patch date',
      'date',
      (row, context) => row.patchedOn ?? systemOf(row, context)?.standing.releasedOn ?? null,
    ),
    column('Days behind', 'integer', daysBehind),
    column('Source', 'text', sourceOf),
    column('As of', 'date', asOf),
    column('Exception no', 'text', (row) => row.exceptions),
    column('Name', 'text', (row) => row.name),
    column('Products behind', 'integer', (row, context) => behind(row, context).length),
    column('Behind in', 'text', (row, context) =>
      behind(row, context)
        .map(({ product, standing }) => `${product} ${standing.installed ?? '?'} (${standing.compliance})`)
        .join('; '),
    ),
    column('Missing security releases', 'text', (row, context) =>
      productsOf(row, context)
        .flatMap(({ product, standing }) => standing.missing.map((version) => `${product} ${version}`))
        .join('; '),
    ),
    column('Screen lock', 'text', (row) => row.screenLock),
    column('Last contact', 'date', (row) => row.contactOn),
  ],
});
