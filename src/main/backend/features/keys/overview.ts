import type { KeysOverview } from '#shared/features/keys/model.ts';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { fingerprintOf } from '#backend/kernel/vault/key-slot.ts';
import { countKeptFiles } from '#backend/kernel/vault/kept-files.ts';
import { countSealed } from '#backend/kernel/vault/sealed-places.ts';
import { readVault } from '#backend/features/auth/index.ts';
import { findRequest, needsSecond } from './recovery-phrase.ts';

/** Which keys there are, what lies under them, and what stands in the way of changing them. */
export async function readOverview({ backend, reader, actor, now }: QueryContext): Promise<KeysOverview> {
  const { sqlite, dataKey } = openInventoryOf(backend);
  const vault = readVault(backend);
  const { operators, phrase } = vault.unready;
  const files = listContents(sqlite).length;
  return {
    fingerprint: fingerprintOf(dataKey),
    changed: await lastOf(reader, 'auth.dataKeyChanged'),
    unready: operators,
    phraseUnready: phrase,
    unsettled: vault.unsettled,
    keychain: { on: vault.underKeychain, ...(await backend.host.keychain.status()), closed: vault.closed },
    sealed: [...countSealed(sqlite), { place: 'attachments/', values: files }],
    besides: countKeptFiles(backend.folderPath).map(({ kind: { kind, protection, onKeyChange }, files: count }) => ({
      kind,
      files: count,
      protection,
      onKeyChange,
    })),
    files,
    phrase: await lastOf(reader, 'auth.recoveryPhraseIssued'),
    needsSecond: await needsSecond(reader, actor.operatorId),
    request: await findRequest(reader, now),
  };
}

/** When something was done with the vault the last time, and by whom. */
async function lastOf(db: Db, event: string): Promise<{ at: string; by: string } | null> {
  const entry = await db
    .selectFrom('journal')
    .select(['at', 'actor'])
    .where('subject', '=', 'vault')
    .where('event', '=', event)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!entry) return null;
  const operator = await db
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', Number(entry.actor.split(':')[1]))
    .executeTakeFirst();
  return { at: entry.at, by: operator?.display_name ?? entry.actor };
}
