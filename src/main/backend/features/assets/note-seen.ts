import { sql } from 'kysely';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * Somebody saw the assets without changing anything about them: only when they
 * were seen last goes on, never back. Their version stays, since nothing that
 * is edited changed.
 */
export async function noteSeen(command: CommandContext, ids: readonly number[], at = command.now): Promise<void> {
  if (ids.length === 0) return;
  await command.tx
    .updateTable('asset')
    .set({ last_seen_at: at })
    .where(sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .where('status', '<>', 'disposed')
    .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<', at)]))
    .execute();
  command.changed('assets');
}
