import { defineConfig } from '@playwright/test';

/** The whole main job without a person; pictures of every screen go into demo/. */
export default defineConfig({
  testDir: 'tests/demo',
  testMatch: '**/*.demo.ts',
  outputDir: 'test-results/demo',
  workers: 1,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
