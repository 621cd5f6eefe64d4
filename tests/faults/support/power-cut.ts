import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chance } from './fault.ts';

const library = resolve(import.meta.dirname, '../../../.cache/faults/power-cut.so');

/** Builds what cuts the power. @returns why there is none, or null when it is there */
export function buildPowerCut(): string | null {
  if (process.platform !== 'linux') return 'only Linux loads a library before all others';
  mkdirSync(resolve(library, '..'), { recursive: true });
  const source = resolve(import.meta.dirname, 'power-cut.c');
  const built = spawnSync('cc', ['-O2', '-Wall', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'], {
    encoding: 'utf8',
  });
  if (built.error) return 'there is no C compiler';
  return built.status === 0 ? null : `the C compiler says: ${built.stderr}`;
}

/** The environment of a process whose power is cut at one of its next writes. */
export function powerCutWithin(folder: string, writes: number): Record<string, string> {
  return {
    LD_PRELOAD: library,
    POWER_CUT_FOLDER: folder,
    POWER_CUT_AT: String(chance.between(1, writes)),
    POWER_CUT_SEED: String(chance.between(1, 1_000_000)),
  };
}
