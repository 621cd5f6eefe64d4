import { patchEvidence } from '#backend/features/updates/index.ts';
import type { PatchStanding, SeenInstallation } from '#backend/features/updates/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { assetInScope, scopeTables } from '../../audit-pack/scope.ts';
import { readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';

interface InstalledRow extends SeenInstallation {
  tag: string;
  asset: string;
  product: string;
  kind: string;
  department: string | null;
  place: string | null;
  seenOn: string;
}
interface Row extends InstalledRow {
  standing: PatchStanding;
}

const installed = rowsOfQuery<InstalledRow>(`WITH RECURSIVE ${scopeTables}
SELECT asset.tag, asset.name AS asset, product.name AS product, tracked.kind, department.name AS department,
  place.name AS place, installation.seen_on AS seenOn, installation.product_id, installation.name,
  installation.publisher, installation.software_version, installation.rule_id
FROM tracked_product AS tracked
JOIN installation ON installation.product_id = tracked.product_id AND installation.removed_on IS NULL
JOIN software_product AS product ON product.id = tracked.product_id
JOIN asset ON asset.id = installation.asset_id
LEFT JOIN department ON department.id = asset.department_id
LEFT JOIN place ON place.id = asset.place_id
WHERE tracked.archived_at IS NULL AND asset.status NOT IN ('ordered', 'retiring', 'disposed') AND ${assetInScope}
ORDER BY asset.tag, tracked.kind <> 'os', product.name`);

/** Every installation of a watched product, held against what should be installed today. */
export const patches = readyReport<Row>({
  permission: 'asset.view',
  columns: [
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 28, (row) => row.asset),
    reportColumn('product', 'text', 26, (row) => row.product),
    wordColumn('kind', 'softwareKind', 18, (row) => row.kind),
    reportColumn('installedVersion', 'text', 16, (row) => row.standing.installed),
    reportColumn('targetVersion', 'text', 16, (row) => row.standing.target),
    wordColumn('state', 'compliance', 18, (row) => row.standing.compliance),
    reportColumn('daysBehind', 'integer', 12, (row) => row.standing.daysBehind),
    reportColumn('missingReleases', 'text', 24, (row) => row.standing.missing.join(', ')),
    reportColumn('department', 'text', 18, (row) => row.department),
    reportColumn('place', 'text', 18, (row) => row.place),
    reportColumn('seenOn', 'date', 12, (row) => row.seenOn),
  ],
  async *rows(context) {
    const standingOf = await patchEvidence(context.reader, dayOf(context.now));
    for (const row of installed(context)) yield { ...row, standing: standingOf(row) };
  },
});
