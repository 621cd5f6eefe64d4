import type { Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { LeavingAsset } from '#backend/features/retirement/index.ts';
import { leaveRun } from './runs.ts';
import { withdrawMark } from './sign-step.ts';
import './tables.ts';

async function listRunsOf(db: Db, assetId: number) {
  return db
    .selectFrom('configuration_run_asset')
    .innerJoin('configuration_run', 'configuration_run.id', 'configuration_run_asset.run_id')
    .select(['configuration_run.id', 'configuration_run.name'])
    .where('asset_id', '=', assetId)
    .where('left_at', 'is', null)
    .orderBy('configuration_run.id')
    .execute();
}

async function listSecretsOf(db: Db, assetId: number) {
  return db
    .selectFrom('configuration_mark')
    .innerJoin('configuration_run_asset', 'configuration_run_asset.id', 'configuration_mark.run_asset_id')
    .innerJoin('configuration_step', 'configuration_step.id', 'configuration_mark.step_id')
    .select(['configuration_mark.id', 'configuration_step.title'])
    .where('configuration_run_asset.asset_id', '=', assetId)
    .where('secret', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('configuration_mark.id')
    .execute();
}

/** Secrets that somebody who finds an asset may get at: keys of its disk, passwords that were set when it was made ready. */
export async function secretsToChange(db: Db, { id }: LeavingAsset): Promise<{ kind: 'secret'; what: string[] }[]> {
  return [{ kind: 'secret', what: await secretsOf(db, id) }];
}

async function secretsOf(db: Db, assetId: number): Promise<string[]> {
  return (await listSecretsOf(db, assetId)).map(({ title }) => title);
}

/** Runs that an asset is in, and the secrets that are kept of it. */
export async function heldByConfiguration(db: Db, { id }: LeavingAsset): Promise<Released[]> {
  return [
    { kind: 'configuration_run', what: (await listRunsOf(db, id)).map(({ name }) => name) },
    { kind: 'secret', what: await secretsOf(db, id) },
  ];
}

/** Secrets hold no more, though they can be looked up until the asset has left: a wipe may need the key of the disk. */
export async function releaseFromConfiguration(command: CommandContext, { id, tag }: LeavingAsset): Promise<void> {
  for (const secret of await listSecretsOf(command.tx, id)) await withdrawMark(command, { id: secret.id, reason: tag });
  for (const run of await listRunsOf(command.tx, id)) await leaveRun(command, { id: run.id, assetId: id, reason: tag });
}

/** What has left needs no key any more; that there was one stays to be seen. */
export async function forgetSecrets(command: CommandContext, { id, tag }: LeavingAsset): Promise<void> {
  const { numUpdatedRows } = await command.tx
    .updateTable('configuration_mark')
    .set({ secret: null })
    .where('secret', 'is not', null)
    .where((eb) =>
      eb(
        'run_asset_id',
        'in',
        eb.selectFrom('configuration_run_asset').select('configuration_run_asset.id').where('asset_id', '=', id),
      ),
    )
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await command.record({
    event: 'configuration.secretsForgotten',
    subject: `asset:${id}`,
    data: { tag, count: Number(numUpdatedRows) },
  });
}
