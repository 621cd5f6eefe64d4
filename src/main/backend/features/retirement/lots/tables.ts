import type { Generated } from 'kysely';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
import type { CertificateKind } from '#shared/features/retirement/certificate.ts';
import type { LotState, RecyclerCertificate } from '#shared/features/retirement/lot.ts';
import type { DisposalOutcome } from '#shared/features/retirement/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    recycler_certificate: RecyclerCertificateTable;
    disposal_lot: DisposalLotTable;
    disposal_lot_asset: DisposalLotAssetTable;
    disposal_received: DisposalReceivedTable;
    disposal_paper: KeptFileColumns & {
      id: Generated<number>;
      lot_id: number;
      operator_id: number;
      added_at: string;
      archived_at: string | null;
    };
    retirement_certificate: RetirementCertificateTable;
  }
}

export interface RecyclerCertificateTable {
  id: Generated<number>;
  supplier_id: number;
  scheme: RecyclerCertificate['scheme'];
  number: string;
  valid_from: string;
  valid_until: string;
  added_at: string;
  added_by: number;
  withdrawn_at: string | null;
  withdrawn_by: number | null;
  withdrawn_because: string | null;
}

export interface DisposalLotTable {
  id: Generated<number>;
  number: number;
  state: LotState;
  outcome: DisposalOutcome;
  supplier_id: number;
  currency: string;
  note: string;
  weight_grams: number | null;
  /** JSON array of numbers. */
  seals: Generated<string>;
  created_at: string;
  created_by: number;
  carrier: string | null;
  receiver: string | null;
  /** JSON of what the receiver's pen drew. */
  signature: string | null;
  certificate_id: number | null;
  handed_over_at: string | null;
  handed_over_by: number | null;
  settled_at: string | null;
  settled_by: number | null;
  settlement_note: string | null;
  version: Generated<number>;
}

export interface DisposalLotAssetTable {
  lot_id: number;
  asset_id: number;
  added_at: string;
  added_by: number;
  weight_grams: number | null;
  proceeds_minor: Generated<number>;
  cost_minor: Generated<number>;
}

/** What the recycler certified, line by line, as it came. */
export interface DisposalReceivedTable {
  id: Generated<number>;
  lot_id: number;
  serial: string;
  number: string;
  result: string;
  asset_id: number | null;
  received_at: string;
  received_by: number;
}

export interface RetirementCertificateTable {
  id: Generated<number>;
  number: number;
  kind: CertificateKind;
  asset_id: number | null;
  lot_id: number | null;
  /** JSON of `CertificateContent`: what was certified, as it was. */
  content: string;
  sha256: string;
  issued_at: string;
  issued_by: number;
}
