import { readFile } from 'node:fs/promises';
import { build } from 'vite';

const root = new URL('../../', import.meta.url);

/** The process for long work in one file, as the application has it: loaded from its sources it takes four times as long to start. */
export const workerFile = new URL('.cache/worker/jobs.js', root);

/** Runs once before all tests. */
export async function setup(): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  await build({
    configFile: false,
    root: root.pathname,
    logLevel: 'warn',
    ssr: { noExternal: true, external: Object.keys(dependencies) },
    build: {
      ssr: 'src/main/backend/jobs.ts',
      outDir: new URL('.', workerFile).pathname,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'jobs.js' } },
    },
  });
}
