import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '#backend/kernel/db/check-database.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const cli = fileURLToPath(new URL('../../src/main/backend/cli.ts', import.meta.url));
const { username, password } = administrator;
const eva = { username: 'eva', displayName: 'Eva Second', password: 'another long secret' };
const bob = { username: 'bob', displayName: 'Bob Desk', password: 'yet another long secret' };

let desk: TestDesk;
let recoveryPhrase: string;
let file: string;
beforeAll(async () => {
  desk = openDesk();
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
  await desk.client.auth.createOperator({ ...eva, roles: ['administrator'] });
  await desk.client.auth.createOperator({ ...bob, roles: ['desk_operator'] });
  file = join(desk.folder, 'both.qmbackup');
  const { jobId } = await desk.client.backups.backUp({ path: file });
  expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
});
afterAll(async () => desk.close());

/** @param input a secret on each line */
function restore(target: string, options: string[], input: string[], secrets: NodeJS.ProcessEnv = {}) {
  const data = join(desk.folder, target);
  const run = spawnSync(process.execPath, [cli, 'restore', file, '--data', data, '--json', ...options], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, ...secrets },
  });
  const answer = JSON.parse(run.stdout || run.stderr || 'null') as unknown;
  return { status: run.status, answer, left: existsSync(data) ? readdirSync(data) : [] };
}

/** What the journal of a restored register says of its restoring; its chain is whole to the end. */
function entriesIn(target: string): { source: string; data: unknown }[] {
  const restored = join(desk.folder, target, 'quartermaster.db');
  const dataKey = desk.backend.inventory?.dataKey ?? new Uint8Array(32);
  expect(checkDatabase(restored, dataKey, [])).toBeGreaterThan(1);
  const sqlite = openSqlite({ file: restored, key: dataKey, readonly: true });
  const rows = sqlite
    .prepare<[], { source: string; data: string }>(
      "SELECT source, data FROM journal WHERE event = 'application.restored'",
    )
    .all();
  sqlite.close();
  return rows.map(({ source, data }) => ({ source, data: JSON.parse(data) as unknown }));
}

const refused = (code: string) => ({ status: 1, answer: { failure: { code } }, left: [] });

describe('qm restore', () => {
  it('[S4] [O2] takes a second administrator where there is one, and leaves nothing behind without him', () => {
    const root = ['--operator', username];
    const needed = { status: 1, answer: { failure: { code: 'RESTORE_NEEDS_SECOND', facts: { names: 'Eva Second' } } } };
    expect(restore('none', root, [password])).toMatchObject({ ...needed, left: [] });
    // Neither he himself nor somebody who may not.
    expect(restore('self', [...root, '--second', username], [password, password])).toMatchObject(needed);
    expect(restore('bob', [...root, '--second', bob.username], [password, bob.password])).toMatchObject(needed);
    expect(restore('wrong', [...root, '--second', eva.username], [password, 'wrong'])).toMatchObject(
      refused('WRONG_CREDENTIALS'),
    );
    expect(restore('wrong', [...root, '--phrase'], [password, 'WRONG'])).toMatchObject(refused('WRONG_CREDENTIALS'));
    expect(restore('may-not', ['--operator', bob.username], [bob.password])).toMatchObject(refused('FORBIDDEN'));
  }, 60_000);

  it('[S4] [O2] is confirmed by his password or by the sealed phrase, on standard input or in the environment', () => {
    const root = ['--operator', username];
    expect(restore('by-second', [...root, '--second', eva.username], [password, eva.password])).toMatchObject({
      status: 0,
      answer: { confirmedBy: 'eva' },
    });
    expect(restore('by-phrase', [...root, '--phrase'], [password, recoveryPhrase])).toMatchObject({
      status: 0,
      answer: { confirmedBy: 'recovery phrase' },
    });
    const secrets = { QM_PASSWORD: password, QM_SECOND: eva.password };
    const silent = restore('by-environment', [...root, '--second', eva.username], [], secrets);
    expect(silent).toMatchObject({ status: 0, answer: { confirmedBy: 'eva' } });
    expect(entriesIn('by-environment')).toEqual([
      {
        source: 'cli',
        data: expect.objectContaining({ fileName: 'both.qmbackup', by: username, confirmedBy: 'eva' }),
      },
    ]);
    expect(silent.left).toEqual(expect.arrayContaining(['quartermaster.db', 'vault.json']));
  }, 60_000);

  it('[O6] answers 2 where it is not said what confirms', () => {
    const root = ['--operator', username];
    expect(restore('half', [...root, '--second', eva.username], [password])).toMatchObject({ status: 2 });
    expect(restore('twice', [...root, '--second', eva.username, '--phrase'], [password])).toMatchObject({ status: 2 });
  });
});
