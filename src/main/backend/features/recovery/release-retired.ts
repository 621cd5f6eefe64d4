import type { Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { LeavingAsset } from '#backend/features/retirement/index.ts';
import { archiveItem } from './save-item.ts';
import './tables.ts';

async function listKept(db: Db, assetId: number) {
  return db
    .selectFrom('protected_item')
    .select(['id', 'what', 'version'])
    .where('asset_id', '=', assetId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** What of an asset is backed up until it leaves service. */
export async function heldByRecovery(db: Db, { id }: LeavingAsset): Promise<Released[]> {
  return [{ kind: 'backup', what: (await listKept(db, id)).map(({ what }) => what) }];
}

/** What is out of service is backed up no more, so nobody is told that its backup is overdue. */
export async function releaseFromRecovery(command: CommandContext, { id }: LeavingAsset): Promise<void> {
  for (const item of await listKept(command.tx, id)) await archiveItem(command, item);
}
