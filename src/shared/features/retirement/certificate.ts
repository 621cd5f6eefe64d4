import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';

/** What is certified: that the media of an asset were sanitised, that an asset left, that a lot was handed over. */
export const certificateKinds = ['sanitisation', 'disposal', 'lot'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

const letters: Readonly<Record<CertificateKind, string>> = { sanitisation: 'CS', disposal: 'CD', lot: 'CL' };

/** The number as people write it; all kinds count together, so that none is missing. */
export function certificateName({ kind, number }: { kind: CertificateKind; number: number }): string {
  return `${letters[kind]}-${String(number).padStart(6, '0')}`;
}

/** What its QR code says. */
export function certificateLink(certificate: { kind: CertificateKind; number: number }): string {
  return `quartermaster://certificate/${certificateName(certificate)}`;
}

/** The number that a link, or a typed name of a certificate, stands for; null for any other text. */
export function numberOfCertificate(code: string): number | null {
  const found = /^(?:quartermaster:\/\/certificate\/)?(?:CS|CD|CL)-(\d{1,9})$/i.exec(code.trim());
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** A part of what is certified: words that are looked up when it is printed, beside values as they were. */
const fact = z.object({ label: z.string(), value: z.string(), word: z.string().optional() });

export const certificateContent = z.object({
  facts: z.array(fact),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type CertificateContent = z.infer<typeof certificateContent>;

export const certificate = z.object({
  id,
  number: z.number().int(),
  kind: z.enum(certificateKinds),
  assetId: id.nullable(),
  lotId: id.nullable(),
  /** Tag of the asset or number of the lot. */
  of: z.string(),
  issuedAt: instant,
  issuedBy: z.string(),
  sha256: z.string(),
});
export type Certificate = z.infer<typeof certificate>;
