import { mkdtemp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = new URL('../../', import.meta.url);

/** The process for long work in one file, as the application has it: loaded from its sources it takes four times as long to start. */
export const workerFile = new URL('.cache/worker/jobs.js', root);

/**
 * Runs once before all tests. The bundle is made beside and put into its place at once: another run in the same folder
 * would else find none, or half of one, in the middle of its jobs.
 */
export async function setup(): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const folder = new URL('.', workerFile);
  await mkdir(folder, { recursive: true });
  const made = await mkdtemp(new URL('made-', folder).pathname);
  await build({
    configFile: false,
    root: root.pathname,
    logLevel: 'warn',
    ssr: { noExternal: true, external: Object.keys(dependencies) },
    build: {
      ssr: 'src/main/backend/jobs.ts',
      outDir: made,
      sourcemap: true,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'jobs.js' } },
    },
  });
  for (const file of ['jobs.js.map', 'jobs.js']) await rename(join(made, file), new URL(file, folder));
  await rm(made, { recursive: true });
}
