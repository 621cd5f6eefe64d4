import { certificateName } from '#shared/features/retirement/certificate.ts';
import type { CertificateKind } from '#shared/features/retirement/certificate.ts';
import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from '../scope.ts';

interface DisposalRow {
  id: number;
  number: number;
  assetId: number;
  tag: string | null;
  serial: string | null;
  holdsData: 0 | 1;
  reason: string;
  begunAt: string;
  begunBy: string | null;
  media: number;
  proved: number;
  certificates: string | null;
  outcome: string | null;
  lot: number | null;
  recipient: string | null;
  proceeds: number | null;
  currency: string | null;
  released: string;
  endedAt: string;
  endedBy: string | null;
  days: number;
  note: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT way.id, way.number, way.asset_id AS assetId, asset.tag, asset.serial,
  way.asset_id IN (SELECT asset_id FROM asset_holding_data) AS holdsData, way.reason, way.begun_at AS begunAt,
  beginner.display_name AS begunBy,
  (SELECT count(*) FROM medium WHERE asset_id = way.asset_id AND type <> 'none') AS media,
  (SELECT count(DISTINCT medium_id) FROM sanitisation WHERE retirement_id = way.id AND result = 'passed' AND sufficient = 1
    AND method <> 'inspect' AND (needs_witness = 0 OR witness_id IS NOT NULL)) AS proved,
  (SELECT group_concat(kind || ' ' || number, ',') FROM (SELECT kind, number FROM retirement_certificate
    WHERE asset_id = way.asset_id OR (kind = 'lot' AND lot_id = packed.lot_id) ORDER BY number)) AS certificates,
  way.outcome, lot.number AS lot, supplier.name AS recipient, packed.proceeds_minor AS proceeds, lot.currency,
  way.released, way.ended_at AS endedAt, ender.display_name AS endedBy,
  CAST(julianday(way.ended_at) - julianday(way.begun_at) AS INTEGER) AS days, way.end_note AS note
FROM retirement AS way
LEFT JOIN asset ON asset.id = way.asset_id
LEFT JOIN disposal_lot_asset AS packed ON packed.asset_id = way.asset_id
LEFT JOIN disposal_lot AS lot ON lot.id = packed.lot_id
LEFT JOIN supplier ON supplier.id = lot.supplier_id
LEFT JOIN operator AS beginner ON beginner.id = way.begun_by
LEFT JOIN operator AS ender ON ender.id = way.ended_by
WHERE way.ended = 'disposed' AND ${inPeriod('way.ended_at')} AND ${assetInScope}
ORDER BY way.id`;

/** `lot 7,disposal 8` as people write the numbers. */
function namesOf(certificates: string | null): string | null {
  if (certificates === null) return null;
  const named = certificates.split(',').map((one) => {
    const [kind = '', number = ''] = one.split(' ');
    return certificateName({ kind: kind as CertificateKind, number: Number(number) });
  });
  return named.join(', ');
}

/** What was given free when it was decommissioned: `kind: what, what`. */
function releasedText(kinds: (kind: string) => boolean): (row: DisposalRow) => string | null {
  return ({ released }) => {
    try {
      const all = JSON.parse(released) as { kind: string; what: string[] }[];
      return (
        all
          .filter(({ kind }) => kinds(kind))
          .map(({ what }) => what.join(', '))
          .join('; ') || null
      );
    } catch {
      return null;
    }
  };
}

/** All assets that left in the period; those on their way out stand in the register. */
export const disposalsSheet = querySheet<DisposalRow>({
  name: '12_Disposals',
  table: 'retirement',
  numberedBy: 'id',
  alsoReads: ['asset', 'medium', 'sanitisation', 'retirement_certificate', 'disposal_lot', 'supplier', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  always: 'still on the way out, or taken back',
  record: 'Retirement no',
  control: 'Proceeds',
  columns: [
    column('Asset id', 'integer', (row) => row.assetId),
    column('Tag', 'text', (row) => row.tag),
    column('Serial', 'text', (row) => row.serial),
    column('Data-bearing', 'boolean', (row) => row.holdsData === 1),
    column('Retirement reason', 'text', (row) => row.reason),
    column('Requested by', 'text', (row) => row.begunBy),
    notRecorded('Approved by'),
    notRecorded('Approved at', 'dateTime'),
    column('Media sanitised (n of n)', 'text', (row) => `${row.proved} of ${row.media}`),
    column('Certificate nos', 'text', (row) => namesOf(row.certificates)),
    column('Way out (recycle, sale, donation, return, loss)', 'text', (row) => row.outcome),
    column('Lot no', 'integer', (row) => row.lot),
    notRecorded('Shipment no'),
    column('Recipient', 'text', (row) => row.recipient),
    moneyColumn('Proceeds', ({ proceeds: minor, currency }) => ({ minor, currency })),
    notRecorded('Net book value at disposal', 'money'),
    column(
      'Licences released',
      'text',
      releasedText((kind) => kind === 'licence'),
    ),
    notRecorded('Accesses revoked'),
    column('Left at', 'dateTime', (row) => row.endedAt),
    column('Days retired to left', 'integer', (row) => row.days),
    column('Retired at', 'dateTime', (row) => row.begunAt),
    column('Signed off by', 'text', (row) => row.endedBy),
    column(
      'Given free',
      'text',
      releasedText(() => true),
    ),
    column('Note', 'text', (row) => row.note),
    column('Retirement no', 'integer', (row) => row.number),
  ],
});
