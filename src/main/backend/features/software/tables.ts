import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    software_product: SoftwareProductTable;
    installation: InstallationTable;
  }
}

export interface SoftwareProductTable {
  id: Generated<number>;
  name: string;
  publisher_id: number | null;
}

/** A product on an asset: one row for the two, with the version that was seen last. */
export interface InstallationTable {
  id: Generated<number>;
  asset_id: number;
  product_id: number;
  software_version: string | null;
  installed_on: string | null;
  seen_on: string;
  used_on: string | null;
  source: string;
  version: Generated<number>;
}
