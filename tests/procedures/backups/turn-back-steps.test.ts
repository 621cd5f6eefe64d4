import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import { draftDatabase, setAsideOf, turnBackDraft, turnBackSteps } from '#backend/kernel/storage/turn-back.ts';

let folder: string;
let setAside: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-turn-back-'));
  setAside = setAsideOf(folder, '2026-11-24T08:00:00.000Z');
  writeFileSync(join(folder, 'quartermaster.db'), 'damaged');
  writeFileSync(join(folder, 'quartermaster.db-wal'), 'its log');
  mkdirSync(turnBackDraft(folder));
  writeFileSync(draftDatabase(folder), 'new');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const ready = () => join(folder, `turned-back-${basename(setAside)}`);

/** What the next start finds. */
function start(): void {
  takeDataFolder(folder).release();
}

function refuseHalf(): void {
  expect(read(folder, 'quartermaster.db')).toBe('new');
  expect(existsSync(join(folder, 'quartermaster.db-wal'))).toBe(false);
  expect([read(setAside, 'quartermaster.db'), read(setAside, 'quartermaster.db-wal')]).toEqual(['damaged', 'its log']);
  expect(readdirSync(folder).filter((name) => name.startsWith('turn'))).toEqual([]);
}

describe('a crash while a register is turned back', () => {
  it('[O2] before it comes into force leaves the damaged register as it was, and nothing of the draft', () => {
    start();
    expect([read(folder, 'quartermaster.db'), read(folder, 'quartermaster.db-wal')]).toEqual(['damaged', 'its log']);
    expect([existsSync(turnBackDraft(folder)), existsSync(join(folder, 'damaged'))]).toEqual([false, false]);
  });

  it.each(turnBackSteps.map((step, index) => [index, step.name] as const))(
    '[O2] after %i steps, before it would %s, is ended by the next start: no file is between the two',
    (steps) => {
      cpSync(turnBackDraft(folder), ready(), { recursive: true });
      for (const step of turnBackSteps.slice(0, steps)) step(ready(), folder, setAside);
      start();
      refuseHalf();
      start();
      refuseHalf();
    },
  );
});
