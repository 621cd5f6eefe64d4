import type { Migration } from '../migrate.ts';

/** Printers speak languages of their own; Brother QL has one resolution. */
export const printerLanguageMigration: Migration = {
  name: '0017-printer-language',
  sql: `
ALTER TABLE printer ADD COLUMN language TEXT NOT NULL DEFAULT 'zpl'
  CHECK (language IN ('zpl', 'tspl', 'epl') OR (language = 'brother' AND dpi = 300));
`,
};
