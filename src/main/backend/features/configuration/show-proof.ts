import { openCopy } from '#backend/kernel/attachments/attach-file.ts';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret } from '#backend/kernel/vault/secret-box.ts';
import './tables.ts';

async function findMark(db: Db, id: number) {
  const mark = await db
    .selectFrom('configuration_mark')
    .innerJoin('configuration_run_asset', 'configuration_run_asset.id', 'configuration_mark.run_asset_id')
    .innerJoin('configuration_step', 'configuration_step.id', 'configuration_mark.step_id')
    .selectAll('configuration_mark')
    .select(['asset_id', 'title'])
    .where('configuration_mark.id', '=', id)
    .executeTakeFirst();
  if (!mark) throw notFound('configuration_mark', id);
  return mark;
}

/** Shows a sealed proof to who asks for it; that he did stands in the journal, what he saw does not. */
export async function revealProof(command: CommandContext, { id }: { id: number }): Promise<{ text: string }> {
  const mark = await findMark(command.tx, id);
  if (mark.secret === null) throw notFound('configuration_mark', id);
  await command.record({
    event: 'configuration.secretShown',
    subject: `asset:${mark.asset_id}`,
    data: { step: mark.title },
  });
  const { dataKey } = openInventoryOf(command.backend);
  const { run_asset_id: runAssetId, step_id: stepId, secret } = mark;
  return { text: openSecret(dataKey, sealedColumns.configurationProof, [runAssetId, stepId], secret) };
}

/** Lets the system show a decrypted copy. @throws Failure ATTACHMENT_DAMAGED */
export async function openProof(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const mark = await findMark(openInventoryOf(backend).reader, id);
  const { kind, file_name: name, type, extension, bytes, sha256 } = mark;
  if (kind === null || name === null || type === null || extension === null || bytes === null || sha256 === null)
    throw notFound('configuration_mark', id);
  const kept: KeptFileColumns = {
    kind,
    file_name: name,
    type,
    extension,
    bytes,
    sha256,
    thumbnail_sha256: mark.thumbnail_sha256,
  };
  await openCopy(backend, actor, kept, {
    event: 'configuration.proofOpened',
    subject: `asset:${mark.asset_id}`,
    data: { step: mark.title, fileName: name, sha256 },
  });
}
