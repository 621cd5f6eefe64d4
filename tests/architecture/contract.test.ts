import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { permissions } from '#shared/features/auth/permissions.ts';
import { router } from '#backend/router.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Declared {
  path: string;
  kind: unknown;
  access: unknown;
}

const procedures: Declared[] = Object.entries(contract).flatMap(([slice, own]) =>
  Object.entries(own).map(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${slice}.${name} is no procedure`);
    const { kind, access } = procedure['~orpc'].meta as { kind?: unknown; access?: unknown };
    return { path: `${slice}.${name}`, kind, access };
  }),
);

function textOf(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(test|spec)\.ts$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('the contract', () => {
  it('[S4] every procedure declares what it does and who may', () => {
    const known = new Set<unknown>([...permissions, 'public', 'signed-in']);
    const undeclared = procedures.filter(
      ({ kind, access }) => !['query', 'command', 'job', 'stream'].includes(String(kind)) || !known.has(access),
    );
    expect(undeclared).toEqual([]);
  });

  it('[S4] only the way in is public', () => {
    const open = procedures.filter(({ access }) => access === 'public').map(({ path }) => path);
    expect(open.toSorted()).toEqual([
      'application.info',
      'auth.createAdministrator',
      'auth.lock',
      'auth.recover',
      'auth.signIn',
      'auth.signOut',
      'auth.status',
      // Beside an open desk only: it asks for badge and PIN.
      'auth.switchByBadge',
      'auth.unlock',
      // What there is to recover from is sought, and by the password put in place, when nobody can sign in any more.
      'backups.cancelSalvage',
      'backups.chooseFound',
      'backups.found',
      'backups.recover',
      'backups.salvage',
      'backups.salvageProgress',
      // What is read while the desk is locked, and nothing else: a badge.
      'devices.badges',
    ]);
  });

  it('[O6] every procedure is served', () => {
    const served = Object.entries(router).flatMap(([slice, own]) => Object.keys(own).map((name) => `${slice}.${name}`));
    expect(served.toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
  });

  it('[O6] every procedure is called by a test', () => {
    const tests = textOf('tests');
    const untested = procedures.filter(({ path }) => !tests.includes(`${path}(`));
    expect(untested.map(({ path }) => path)).toEqual([]);
  });
});
