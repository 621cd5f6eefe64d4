import { numberOfCertificate } from '#shared/features/retirement/certificate.ts';
import type { Certificate } from '#shared/features/retirement/certificate.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../lots/tables.ts';

function selectCertificates(db: Db) {
  return db
    .selectFrom('retirement_certificate')
    .innerJoin('operator', 'operator.id', 'retirement_certificate.issued_by')
    .leftJoin('asset', 'asset.id', 'retirement_certificate.asset_id')
    .leftJoin('disposal_lot', 'disposal_lot.id', 'retirement_certificate.lot_id')
    .selectAll('retirement_certificate')
    .select(['operator.display_name', 'asset.tag', 'disposal_lot.number as lot_number'])
    .select(['disposal_lot.signature', 'disposal_lot.receiver', 'disposal_lot.handed_over_at']);
}
export type CertificateRow = Awaited<ReturnType<ReturnType<typeof selectCertificates>['execute']>>[number];

function certificateOf(row: CertificateRow): Certificate {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    assetId: row.asset_id,
    lotId: row.lot_id,
    of: ofWhat(row),
    issuedAt: row.issued_at,
    issuedBy: row.display_name,
    sha256: row.sha256,
  };
}

export function ofWhat({ tag, lot_number: lotNumber }: CertificateRow): string {
  return tag ?? String(lotNumber ?? '');
}

export async function listCertificates(db: Db, of: { assetId: number } | { lotId: number }): Promise<Certificate[]> {
  const rows = await selectCertificates(db)
    .where((eb) =>
      'assetId' in of
        ? eb('retirement_certificate.asset_id', '=', of.assetId)
        : eb('retirement_certificate.lot_id', '=', of.lotId),
    )
    .orderBy('retirement_certificate.id', 'desc')
    .limit(10_000)
    .execute();
  return rows.map(certificateOf);
}

/** Finds a certificate by what its QR code says, or by its name as it was typed. */
export async function findCertificate(db: Db, { code }: { code: string }): Promise<Certificate | null> {
  const number = numberOfCertificate(code);
  if (number === null) return null;
  const row = await selectCertificates(db).where('retirement_certificate.number', '=', number).executeTakeFirst();
  return row ? certificateOf(row) : null;
}

/** Rows to print, in the order of their numbers. */
export async function getCertificateRows(db: Db, ids: readonly number[]): Promise<CertificateRow[]> {
  return selectCertificates(db)
    .where('retirement_certificate.id', 'in', [...ids])
    .orderBy('number')
    .execute();
}
