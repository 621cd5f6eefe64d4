import { createHash } from 'node:crypto';
import { certificateName } from '#shared/features/retirement/certificate.ts';
import type { CertificateContent, CertificateKind } from '#shared/features/retirement/certificate.ts';
import { canonicalJson } from '#backend/kernel/journal/canonical.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { refuseUnsanitised } from '../sanitisation/gate.ts';
import { getLotRow } from '../lots/repository.ts';
import { contentOfDisposal, contentOfLot, contentOfSanitisation } from './content.ts';
import '../lots/tables.ts';

interface Issued {
  id: number;
  number: number;
}

/**
 * Certifies what is proved of an asset. A sanitisation is certified of what has media at all; null says that there was
 * nothing to certify.
 */
export async function certifyAsset(
  command: CommandContext,
  assetId: number,
  kind: Exclude<CertificateKind, 'lot'>,
  lotId: number | null = null,
): Promise<Issued | null> {
  const { tx } = command;
  const content =
    kind === 'sanitisation' ? await contentOfSanitisation(tx, assetId) : await contentOfDisposal(tx, assetId);
  if (content === null) return null;
  const { tag } = await getAssetRow(tx, assetId, false);
  return insertCertificate(command, { kind, assetId, lotId, content, subject: `asset:${assetId}`, of: tag });
}

export async function certifyLot(command: CommandContext, lotId: number): Promise<Issued> {
  const { number } = await getLotRow(command.tx, lotId);
  const content = await contentOfLot(command.tx, lotId);
  const subject = `disposal_lot:${lotId}`;
  return insertCertificate(command, { kind: 'lot', assetId: null, lotId, content, subject, of: String(number) });
}

interface NewCertificate {
  kind: CertificateKind;
  assetId: number | null;
  lotId: number | null;
  content: CertificateContent;
  subject: string;
  of: string;
}

async function insertCertificate(
  command: CommandContext,
  { kind, assetId, lotId, content, subject, of }: NewCertificate,
): Promise<Issued> {
  const { tx, now, actor } = command;
  const number = await takeNumbers(tx, 'retirement_certificate');
  const text = canonicalJson({ number, kind, of, issuedAt: now, content });
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { id } = await tx
    .insertInto('retirement_certificate')
    .values({
      number,
      kind,
      asset_id: assetId,
      lot_id: lotId,
      content: canonicalJson(content),
      sha256,
      issued_at: now,
      issued_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'retirement.certified',
    subject,
    data: { of, certificate: certificateName({ kind, number }), sha256 },
  });
  command.changed('retirement');
  return { id, number };
}

/**
 * Somebody who may confirm sanitisations certifies one asset by itself, before or without a lot.
 *
 * @throws Failure MEDIA_UNKNOWN, MEDIA_NOT_SANITISED, NOTHING_TO_CERTIFY.
 */
export async function issueCertificate(
  command: CommandContext,
  { assetId, kind }: { assetId: number; kind: Exclude<CertificateKind, 'lot'> },
): Promise<Issued> {
  const asset = await getAssetRow(command.tx, assetId, false);
  await refuseUnsanitised(command.tx, asset);
  const issued = await certifyAsset(command, assetId, kind);
  if (issued === null) throw new Failure('NOTHING_TO_CERTIFY', { tag: asset.tag });
  return issued;
}
