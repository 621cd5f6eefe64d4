import { createHash } from 'node:crypto';
import { certificateName } from '#shared/features/retirement/certificate.ts';
import type { CertificateKind } from '#shared/features/retirement/certificate.ts';
import { canonicalJson } from '#backend/kernel/journal/canonical.ts';
import type { Json } from '#backend/kernel/journal/canonical.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from '../scope.ts';

interface CertificateRow {
  id: number;
  number: number;
  kind: CertificateKind;
  tag: string | null;
  lot: number | null;
  content: string;
  sha256: string;
  issuedAt: string;
  issuedBy: string | null;
  media: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT certificate.id, certificate.number, certificate.kind, asset.tag, disposal_lot.number AS lot, certificate.content,
  certificate.sha256, certificate.issued_at AS issuedAt, operator.display_name AS issuedBy,
  CASE certificate.kind WHEN 'sanitisation' THEN (SELECT group_concat(id, ', ') FROM
    (SELECT id FROM medium WHERE asset_id = certificate.asset_id ORDER BY id)) END AS media
FROM retirement_certificate AS certificate
LEFT JOIN asset ON asset.id = certificate.asset_id
LEFT JOIN disposal_lot ON disposal_lot.id = certificate.lot_id
LEFT JOIN operator ON operator.id = certificate.issued_by
WHERE ${inPeriod('certificate.issued_at')} AND ${assetInScope}
ORDER BY certificate.id`;

/** Whether what is kept still gives the digest that was issued. */
function soundness({ number, kind, tag, lot, issuedAt, content, sha256 }: CertificateRow): string {
  try {
    const of = kind === 'lot' ? String(lot ?? '') : (tag ?? '');
    const text = canonicalJson({ number, kind, of, issuedAt, content: JSON.parse(content) as Json });
    return createHash('sha256').update(text).digest('hex') === sha256 ? 'unaltered' : 'ALTERED';
  } catch {
    return 'ALTERED';
  }
}

/** Certificates by their numbers, which have no gap, each held against its digest. */
export const certificatesSheet = querySheet<CertificateRow>({
  name: '32_Certificates',
  table: 'retirement_certificate',
  numberedBy: 'id',
  alsoReads: ['asset', 'disposal_lot', 'medium', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'Certificate no',
  columns: [
    column('Certificate no', 'text', certificateName),
    column('Issued at', 'dateTime', (row) => row.issuedAt),
    column('Issued by', 'text', (row) => row.issuedBy),
    column('Media ids', 'text', (row) => row.media),
    notRecorded('Pages', 'integer'),
    column('SHA-256', 'text', (row) => row.sha256),
    notRecorded('Re-printed (n, by, at)'),
    notRecorded('Revoked/replaced by'),
    column('Verification result today', 'text', soundness),
    column('Kind', 'text', (row) => row.kind),
    column('Asset tag', 'text', (row) => row.tag),
    column('Lot no', 'integer', (row) => row.lot),
  ],
});
