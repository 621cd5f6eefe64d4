import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    supplier: SupplierTable;
  }
}

export interface SupplierTable {
  id: Generated<number>;
  name: string;
  contact: string | null;
  email: string | null;
  phone: string | null;
  notes: string | null;
  version: Generated<number>;
}
