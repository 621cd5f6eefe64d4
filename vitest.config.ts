import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: 'tests/support/bundle-worker.ts',
    // What a test starts as a process of its own is compiled once.
    env: { NODE_COMPILE_CACHE: resolve(import.meta.dirname, '.cache/compiled') },
    pool: 'forks',
    // Modules are loaded once in a process, which halves the time: no test replaces one or leaves anything behind in it.
    isolate: false,
    // On two cores the default would leave one idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
