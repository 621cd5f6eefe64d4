import type { Generated } from 'kysely';
import type { BulkEdit } from '#shared/features/assets/bulk-contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    bulk_edit: BulkEditTable;
    bulk_edit_asset: BulkEditAssetTable;
  }
}

interface BulkEditTable {
  id: Generated<number>;
  /** JSON of what was set. */
  change: string;
  state: BulkEdit['state'];
  asked: number;
  operator_id: number;
  started_at: string;
  ended_at: Generated<string | null>;
}

interface BulkEditAssetTable {
  bulk_edit_id: number;
  asset_id: number;
  /** JSON: texts by field, as they were and as they were set. */
  before: string;
  after: string;
  undone: Generated<number>;
}
