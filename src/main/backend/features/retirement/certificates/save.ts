import { certificateContent, certificateName } from '#shared/features/retirement/certificate.ts';
import { signature as signatureSchema } from '#shared/features/custody/signature.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { getCertificateRows, ofWhat } from './read.ts';
import type { CertificateRow } from './read.ts';
import type { Signed } from './render-pdf.ts';

/** Asks where, then writes the certificates as one PDF. */
export async function saveCertificates(
  call: Call,
  { ids, language }: { ids: readonly number[]; language: 'en' | 'de' },
): Promise<{ path: string | null }> {
  const rows = await getCertificateRows(openInventoryOf(call.backend).reader, ids);
  const [first] = rows;
  if (!first) throw notFound('retirement_certificate', ids[0] ?? 0);
  const names = rows.map(certificateName);
  const printed = rows.map((row) => ({
    kind: row.kind,
    number: row.number,
    of: ofWhat(row),
    content: certificateContent.parse(JSON.parse(row.content)),
    sha256: row.sha256,
    issuedAt: row.issued_at,
    issuedBy: row.display_name,
    signed: signedOf(row),
  }));
  const make = async () => {
    // Drawing is loaded when it is first needed.
    const { renderCertificates } = await import('./render-pdf.ts');
    return renderCertificates(printed, language);
  };
  const name = rows.length === 1 ? `${names[0] ?? ''} ${ofWhat(first)}` : `${names[0] ?? ''}–${names.at(-1) ?? ''}`;
  const subject = first.lot_id === null ? `asset:${first.asset_id ?? 0}` : `disposal_lot:${first.lot_id}`;
  return saveChosenPdf(call, `${name}.pdf`, make, {
    event: 'retirement.certificatesPrinted',
    subject,
    data: { certificates: names.slice(0, 200).join(' '), count: names.length },
  });
}

/** Of a lot: whoever took it over signed then, and that is kept with it. */
function signedOf({ kind, signature, receiver, handed_over_at: at }: CertificateRow): Signed | null {
  if (kind !== 'lot' || signature === null) return null;
  return { strokes: signatureSchema.parse(JSON.parse(signature)), name: receiver ?? '', at };
}
