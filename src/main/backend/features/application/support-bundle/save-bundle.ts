import { renameSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, queryContext } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { collectBundle } from './collect.ts';

/**
 * Writes what support needs into a file that a person can read before it is sent on.
 *
 * @param wanted where; null asks
 * @returns the path, or null when nobody chose one
 */
export async function saveSupportBundle(call: Call, wanted: string | null): Promise<{ path: string | null }> {
  const { backend, session } = call;
  const actor = actingOperator(session);
  const path =
    wanted ??
    (await backend.host.chooseSaveFile({
      defaultName: `Quartermaster support ${dayOf(backend.surroundings.now())}.json`,
      filters: [{ name: 'JSON', extensions: ['json'] }],
    }));
  if (path === null) return { path };
  // It replaces what lies there, so it must not be aimed at anything else.
  if (!/\.json$/i.test(path)) throw new Failure('INVALID_INPUT', { issues: [{ path: ['path'], code: 'not_json' }] });
  const bundle = await collectBundle(queryContext(call));
  const draft = `${path}.part`;
  try {
    await writeFile(draft, `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 });
    await inTransaction(backend, actor, async (command) => {
      await command.record({ event: 'application.supportBundleMade', subject: 'support', data: {} });
      renameSync(draft, path);
    });
  } finally {
    await rm(draft, { force: true });
  }
  return { path };
}
