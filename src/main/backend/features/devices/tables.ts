import type { Generated } from 'kysely';
import type { DeviceDetails } from '#shared/features/devices/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    device: DeviceTable;
  }
}

export interface DeviceTable {
  id: Generated<number>;
  name: string;
  kind: DeviceDetails['kind'];
  use: DeviceDetails['use'];
  framing: DeviceDetails['framing'];
  pattern: string | null;
  beep: string | null;
  notation: DeviceDetails['notation'];
  region: DeviceDetails['region'];
  /** JSON of a DeviceConnection. */
  connection: string;
  archived_at: string | null;
}
