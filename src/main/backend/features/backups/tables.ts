import type { Generated } from 'kysely';
import type { RunKind } from '#shared/features/backups/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    backup_run: BackupRunTable;
  }
}

export interface BackupRunTable {
  id: Generated<number>;
  kind: RunKind;
  path: string | null;
  planned: 0 | 1;
  started_at: string;
  milliseconds: number;
  failure: string | null;
  bytes: number | null;
  entries: number | null;
  removed_at: string | null;
}
