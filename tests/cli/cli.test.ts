import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../../src/main/backend/cli.ts', import.meta.url));
const password = 'correct horse battery';

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-cli-'));
  data = join(folder, 'data');
  expect(qm(['init', '--sample']).status).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function qm(args: string[], input = password) {
  const run = spawnSync(process.execPath, [cli, ...args, '--data', data, '--operator', 'root'], {
    input,
    encoding: 'utf8',
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

describe('qm', () => {
  it('[O6] lists as text and as one JSON document', () => {
    const { status, out } = qm(['list', 'assets', '--filter', 'Catalyst', '--json']);
    expect(status).toBe(0);
    expect((JSON.parse(out) as { name: string }[]).map(({ name }) => name)).toEqual(
      Array(4).fill('Cisco Catalyst 9200L-48P'),
    );
    expect(qm(['list', 'people', '--filter', 'alice']).out).toContain('alice.novak@example.com');
    expect(qm(['list', 'places', '--filter', 'store']).out).toContain('Prague › Head office › Ground floor › IT store');
  });

  it('[O6] imports, says what is wrong in a dry run, and exports again', () => {
    const file = join(folder, 'new.csv');
    writeFileSync(file, 'Asset Tag,Name\nCLI-1,One\nCLI-1,Two\n');
    const dry = qm(['import', 'assets', file, '--dry-run']);
    expect(dry.status).toBe(1);
    expect(dry.out).toContain('DUPLICATE_IN_FILE');
    writeFileSync(file, 'Asset Tag,Name\nCLI-1,One\nCLI-2,Two\n');
    expect(qm(['import', 'assets', file]).out).toContain('2 rows imported, 0 left out');
    expect(qm(['export', 'assets', join(folder, 'out.csv'), '--filter', 'CLI-']).out).toContain('2 rows written');
  });

  it('[O2] backs up and restores into an empty folder', () => {
    const file = join(folder, 'all.qmbackup');
    expect(qm(['backup', file]).status).toBe(0);
    const before = data;
    data = join(folder, 'restored');
    expect(qm(['restore', file]).out).toContain('journal entries verified');
    expect(qm(['restore', file])).toMatchObject({ status: 1 });
    expect(JSON.parse(qm(['list', 'assets', '--json']).out)).not.toHaveLength(0);
    data = before;
  });

  it('[S5] changes the data key, and writes everything in clear into an empty folder', () => {
    expect(qm(['change-key']).out).toMatch(/^The data key is [0-9a-f]{16} now: .* A backup under it was written\.$/m);
    const clear = join(folder, 'clear');
    expect(qm(['export', '--decrypt', clear]).out).toContain('Everything lies in clear');
    const plain = new Database(join(clear, 'quartermaster.db'), { readonly: true });
    expect(Number(plain.prepare('SELECT count(*) FROM asset').pluck().get())).toBeGreaterThan(0);
    plain.close();
    expect(qm(['export', '--decrypt', clear])).toMatchObject({ status: 1 });
  }, 120_000);

  it('[O6] answers 2 for wrong usage, 1 for a refusal with the reason, and never a stack', () => {
    expect(qm(['frobnicate'])).toMatchObject({ status: 2 });
    expect(qm(['list', 'assets', '--no-such-option'])).toMatchObject({ status: 2 });
    const refused = qm(['list', 'assets'], 'not the password');
    expect(refused.status).toBe(1);
    expect(refused.err).not.toContain('    at ');
    expect(qm(['import', 'assets', '/nowhere.csv']).status).toBe(1);
  });

  it('[O6] writes a support bundle, and nothing else under another name', () => {
    const file = join(folder, 'support.json');
    expect(qm(['support-bundle', file]).status).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'quartermaster-support-1' });
    expect(qm(['support-bundle', join(folder, 'support.db')]).status).toBe(1);
  });

  it('[O6] doctor needs no password and finds the data', () => {
    const { status, out } = qm(['doctor', '--json'], '');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ state: 'signed-out', operators: 1, problem: null });
  });
});
