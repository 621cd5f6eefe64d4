import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => resolve(import.meta.dirname, path);

// The oldest runtime that the application has to start in (see scripts/electron-runtime.mjs); without these lines
// electron-vite would take the targets from the version of the electron package.
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          backend: at('src/main/backend/index.ts'),
          jobs: at('src/main/backend/jobs.ts'),
          drawing: at('src/main/backend/features/labels/drawing.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Spaces and remarks are compiled too, a tenth of a second of the start; names stay for the log.
          minify: { compress: false, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      // A sandboxed preload can neither be an ES module nor require anything but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      target: chromeTarget,
      minify: 'oxc',
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
});
