import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
/** Each of the processes that run tests side by side has its own. */
const folder = join(root, '.cache', 'faults', `scripts-${process.env['VITEST_POOL_ID'] ?? 0}`);
let building: Promise<unknown> | null = null;

function bundle(): Promise<unknown> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const scripts = readdirSync(import.meta.dirname).filter((name) => /-(?:loop|once)\.ts$/.test(name));
  return build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: Object.keys(dependencies) },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: scripts.map((name) => join(import.meta.dirname, name)) },
    },
  });
}

/** A script of this folder with everything that it needs: from its sources each start would take five times as long. */
export async function bundledScript(name: string): Promise<string> {
  building ??= bundle();
  await building;
  return join(folder, `${name}.js`);
}
