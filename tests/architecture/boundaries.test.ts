import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const cruiser = join(root, 'node_modules/.bin/depcruise');
const cache = join(root, '.cache');

interface Report {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

async function cruise(folder: string): Promise<Report> {
  const rules = relative(folder, join(root, '.dependency-cruiser.cjs'));
  const args = [cruiser, 'src', '--config', rules, '--output-type', 'json'];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  // It ends with an error status when it finds something, which here is no error.
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error: { stdout: string }) => {
    if (!error.stdout.startsWith('{')) throw error;
    return error;
  });
  return JSON.parse(stdout) as Report;
}

/** A small tree with the same layout. It lies inside the project, so that installed packages are found from it. */
function plant(files: Record<string, string>): string {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'boundaries-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const features = 'src/main/backend/features';

const sound = {
  'src/shared/features/assets/contract.ts': "import { z } from 'zod';\nexport const asset = z.string();\n",
  'src/main/index.ts': "import { app } from 'electron';\nimport './shell/window.ts';\nvoid app;\n",
  'src/main/shell/window.ts': "import { BrowserWindow } from 'electron';\nvoid BrowserWindow;\n",
  'src/preload/index.ts': "import { ipcRenderer } from 'electron';\nvoid ipcRenderer;\n",
  'src/main/backend/kernel/clock.ts':
    "import { asset } from '#shared/features/assets/contract.ts';\nvoid asset;\nexport const now = 1;\n",
  [`${features}/assets/index.ts`]: "export { findAsset } from './find-asset.ts';\n",
  [`${features}/assets/find-asset.ts`]:
    "import { now } from '#backend/kernel/clock.ts';\nexport const findAsset = now;\n",
  [`${features}/custody/index.ts`]:
    "import { findAsset } from '#backend/features/assets/index.ts';\nexport const checkOut = findAsset;\n",
  [`${features}/desk/index.ts`]:
    "import { checkOut } from '#backend/features/custody/index.ts';\nexport const desk = checkOut;\n",
  'src/renderer/main.tsx':
    "import { asset } from '#shared/features/assets/contract.ts';\nexport const page = <p>{String(asset)}</p>;\n",
};

const imports = (what: string) => `import * as other from '${what}';\nvoid other;\n`;
const importsType = (what: string) => `import type * as other from '${what}';\nexport type Other = typeof other;\n`;

const plants: { what: string; rule: string; file: string; text: string }[] = [
  {
    what: 'main in the window',
    rule: 'renderer-not-main',
    file: 'src/renderer/a.ts',
    text: imports('#backend/kernel/clock.ts'),
  },
  {
    what: 'a type of main in the window',
    rule: 'renderer-not-main',
    file: 'src/renderer/b.tsx',
    text: importsType('../main/shell/window.ts'),
  },
  {
    what: 'electron in the window',
    rule: 'renderer-not-electron',
    file: 'src/renderer/c.ts',
    text: imports('electron'),
  },
  { what: 'node:fs in the window', rule: 'renderer-not-node', file: 'src/renderer/d.ts', text: imports('node:fs') },
  {
    what: 'electron in the backend',
    rule: 'backend-not-electron',
    file: `${features}/assets/e.ts`,
    text: imports('electron'),
  },
  {
    what: 'a type of electron in the backend',
    rule: 'backend-not-electron',
    file: 'src/main/backend/f.ts',
    text: importsType('electron'),
  },
  {
    what: 'the shell in the backend',
    rule: 'backend-not-shell',
    file: 'src/main/backend/g.ts',
    text: imports('../shell/window.ts'),
  },
  {
    what: 'the backend in shared',
    rule: 'shared-stands-alone',
    file: 'src/shared/h.ts',
    text: imports('#backend/kernel/clock.ts'),
  },
  { what: 'node:crypto in shared', rule: 'shared-stands-alone', file: 'src/shared/i.ts', text: imports('node:crypto') },
  { what: 'kysely in shared', rule: 'shared-stands-alone', file: 'src/shared/j.ts', text: imports('kysely') },
  { what: 'zod in the preload', rule: 'preload-only-electron', file: 'src/preload/k.ts', text: imports('zod') },
  {
    what: 'a slice in the kernel',
    rule: 'kernel-not-features',
    file: 'src/main/backend/kernel/l.ts',
    text: imports('#backend/features/assets/index.ts'),
  },
  {
    what: "another slice's insides",
    rule: 'slices-by-their-index',
    file: `${features}/custody/m.ts`,
    text: imports('#backend/features/assets/find-asset.ts'),
  },
  {
    what: 'a process in a register',
    rule: 'registers-at-the-bottom',
    file: `${features}/people/n.ts`,
    text: imports('#backend/features/custody/index.ts'),
  },
  {
    what: 'a surface in a register',
    rule: 'registers-at-the-bottom',
    file: `${features}/places/o.ts`,
    text: imports('#backend/features/desk/index.ts'),
  },
  {
    what: 'a surface in a process',
    rule: 'processes-under-surfaces',
    file: `${features}/stocktakes/p.ts`,
    text: imports('#backend/features/desk/index.ts'),
  },
  {
    what: 'a lazily loaded surface in a process',
    rule: 'processes-under-surfaces',
    file: `${features}/tracking/q.ts`,
    text: "export const later = () => import('#backend/features/desk/index.ts');\n",
  },
  { what: 'a file that is not there', rule: 'resolvable', file: 'src/shared/r.ts', text: imports('./nowhere.ts') },
];

describe('boundaries', () => {
  let clean: Report;
  let planted: Report;
  const folders: string[] = [];

  beforeAll(async () => {
    const circle = {
      'src/shared/x.ts': "import { y } from './y.ts';\nexport const x = () => y;\n",
      'src/shared/y.ts': "import { x } from './x.ts';\nexport const y = () => x;\n",
    };
    folders.push(plant(sound));
    folders.push(plant({ ...sound, ...circle, ...Object.fromEntries(plants.map(({ file, text }) => [file, text])) }));
    [clean, planted] = (await Promise.all(folders.map(cruise))) as [Report, Report];
  }, 60_000);

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('[O6] a sound tree is reported as sound, with every module seen', () => {
    expect(clean.summary.violations).toEqual([]);
    const seen = clean.modules.map((module) => module.source);
    expect(seen).toEqual(expect.arrayContaining(Object.keys(sound)));
  });

  it.each(plants)('[O6] a planted import of $what is reported', ({ rule, file }) => {
    const found = planted.summary.violations.filter((violation) => violation.from === file);
    expect(found.map((violation) => violation.rule.name)).toContain(rule);
  });

  it('[O6] a planted circle is reported', () => {
    const found = planted.summary.violations.filter((violation) => violation.rule.name === 'no-cycles');
    expect(found.map((violation) => violation.from)).toContain('src/shared/x.ts');
  });

  // All sources are read and parsed here, which takes a busy machine longer than any other test.
  it(
    '[O6] every source of the application is seen, so that the check checks something',
    { timeout: 240_000 },
    async () => {
      const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
        .map((path) => join('src', path));
      const seen = new Set((await cruise(root)).modules.map((module) => module.source));
      expect(sources.filter((source) => !seen.has(source))).toEqual([]);
    },
  );
});
