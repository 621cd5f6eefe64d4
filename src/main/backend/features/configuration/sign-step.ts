import { problemOfProof } from '#shared/features/configuration/proof.ts';
import { attachFile, factsOfFile } from '#backend/kernel/attachments/attach-file.ts';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { cureOverrides } from './gaps.ts';
import { maySign } from './rules.ts';
import './tables.ts';

interface Where {
  runId: number;
  stepId: number;
}

async function stepOf(db: Db, actor: Actor, { runId, stepId }: Where) {
  const step = await db
    .selectFrom('configuration_step')
    .innerJoin('configuration_run', 'configuration_run.version_id', 'configuration_step.version_id')
    .selectAll('configuration_step')
    .where('configuration_run.id', '=', runId)
    .where('configuration_step.id', '=', stepId)
    .executeTakeFirst();
  if (!step) throw notFound('configuration_step', stepId);
  if (step.role !== null && !maySign(step.role, actor.roles))
    throw new Failure('STEP_OF_ANOTHER_ROLE', { step: step.title, role: step.role });
  return step;
}

/** The asset's place in the run, when the step is still open there. @throws Failure ASSET_NOT_IN_RUN, STEP_SIGNED. */
async function openPlaceOf(db: Db, { runId, stepId }: Where, assetId: number, title: string) {
  const { tag } = await getAssetRow(db, assetId, false);
  const member = await db
    .selectFrom('configuration_run_asset')
    .select('id')
    .where('run_id', '=', runId)
    .where('asset_id', '=', assetId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw new Failure('ASSET_NOT_IN_RUN', { tag });
  const signed = await db
    .selectFrom('configuration_mark')
    .select('id')
    .where('run_asset_id', '=', member.id)
    .where('step_id', '=', stepId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (signed) throw new Failure('STEP_SIGNED', { tag, step: title });
  return { id: member.id, tag };
}

const noFile = {
  kind: null,
  file_name: null,
  type: null,
  extension: null,
  bytes: null,
  sha256: null,
  thumbnail_sha256: null,
} as const;

interface Proved {
  runAssetId: number;
  stepId: number;
  value: string | null;
  secret: Uint8Array | null;
  file: KeptFileColumns | null;
}

async function insertMark({ tx, now, actor }: CommandContext, proved: Proved): Promise<number> {
  const { id } = await tx
    .insertInto('configuration_mark')
    .values({
      ...(proved.file ?? noFile),
      run_asset_id: proved.runAssetId,
      step_id: proved.stepId,
      value: proved.value,
      secret: proved.secret,
      signed_at: now,
      signed_by: actor.operatorId,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_because: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Signs a step for these assets, all or none. @throws Failure PROOF_UNFIT, STEP_OF_ANOTHER_ROLE, STEP_SIGNED. */
export async function signStep(
  command: CommandContext,
  { assetIds, value, ...where }: Where & { assetIds: readonly number[]; value: string | null },
): Promise<void> {
  const { tx, actor, backend } = command;
  const step = await stepOf(tx, actor, where);
  const choices = JSON.parse(step.choices) as string[];
  const problem = problemOfProof({ proof: step.proof, choices }, value);
  if (problem !== null) throw new Failure('PROOF_UNFIT', { step: step.title, problem });
  const proof = step.proof === 'none' || step.proof === 'tick' ? null : (value?.trim() ?? null);
  const sealed = step.proof === 'secret';
  for (const assetId of new Set(assetIds)) {
    const { id: runAssetId, tag } = await openPlaceOf(tx, where, assetId, step.title);
    const place = sealedColumns.configurationProof;
    const secret =
      sealed && proof !== null
        ? sealSecret(openInventoryOf(backend).dataKey, place, [runAssetId, step.id], proof, backend.surroundings)
        : null;
    await insertMark(command, { runAssetId, stepId: step.id, value: sealed ? null : proof, secret, file: null });
    await command.record({
      event: 'configuration.stepSigned',
      subject: `asset:${assetId}`,
      // What is secret is told by nobody but the box itself.
      data: { tag, run: where.runId, step: step.title, ...(sealed || proof === null ? {} : { proof }) },
    });
  }
  await cureOverrides(command, assetIds);
  command.changed('configuration');
}

/** @throws Failure PROOF_UNFIT, STEP_OF_ANOTHER_ROLE, STEP_SIGNED, FILE_TYPE_REFUSED, FILE_TOO_LARGE. */
export async function signStepWithFile(
  backend: Backend,
  actor: Actor,
  { file, thumbnail, assetId, ...where }: Where & { assetId: number; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  const place = async (db: Db) => {
    const step = await stepOf(db, actor, where);
    if (step.proof !== 'file') throw new Failure('PROOF_UNFIT', { step: step.title, problem: 'PROOF_NOT_WANTED' });
    return { step, ...(await openPlaceOf(db, where, assetId, step.title)) };
  };
  return attachFile(
    backend,
    actor,
    { file, thumbnail },
    {
      refuseUnfit: place,
      write: async (command, kept, { id: runAssetId, tag, step }) => {
        const id = await insertMark(command, { runAssetId, stepId: step.id, value: null, secret: null, file: kept });
        await command.record({
          event: 'configuration.stepSigned',
          subject: `asset:${assetId}`,
          data: { tag, run: where.runId, step: step.title, ...factsOfFile(kept) },
        });
        await cureOverrides(command, [assetId]);
        command.changed('configuration');
        return { id };
      },
    },
  );
}

/** Takes a signature back; the row stays, with who did it and why. */
export async function withdrawMark(
  command: CommandContext,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const mark = await tx
    .selectFrom('configuration_mark')
    .innerJoin('configuration_run_asset', 'configuration_run_asset.id', 'configuration_mark.run_asset_id')
    .innerJoin('configuration_step', 'configuration_step.id', 'configuration_mark.step_id')
    .select(['asset_id', 'run_id', 'title'])
    .where('configuration_mark.id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!mark) throw notFound('configuration_mark', id);
  await tx
    .updateTable('configuration_mark')
    .set({ withdrawn_at: now, withdrawn_by: actor.operatorId, withdrawn_because: reason })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'configuration.signatureWithdrawn',
    subject: `asset:${mark.asset_id}`,
    data: { run: mark.run_id, step: mark.title },
    reason,
  });
  command.changed('configuration');
}
