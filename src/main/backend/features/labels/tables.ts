import type { Generated } from 'kysely';
import type { LabelJob, PrinterLanguage } from '#shared/features/labels/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    printer: PrinterTable;
    label_job: LabelJobTable;
    label_job_item: LabelJobItemTable;
  }
}

export interface PrinterTable {
  id: Generated<number>;
  name: string;
  host: string;
  port: number;
  language: PrinterLanguage;
  dpi: 203 | 300 | 600;
  offset_x_dots: number;
  offset_y_dots: number;
  darkness: number | null;
  archived_at: string | null;
}

export interface LabelJobTable {
  id: Generated<number>;
  printer_id: number;
  template_id: string;
  copies: number;
  state: LabelJob['state'];
  problem: string | null;
  operator_id: number;
  created_at: string;
  ended_at: string | null;
}

/**
 * queued: not sent yet; sending: it was begun, so after a crash nobody knows;
 * sent: the printer took it and reports nothing; unknown: it may or may not be on paper.
 */
export type LabelItemState = 'queued' | 'sending' | 'sent' | 'confirmed' | 'unknown' | 'failed';

export interface LabelJobItemTable {
  job_id: number;
  position: number;
  asset_id: number;
  /** JSON: tag, layout, and how it is to be printed, all as they were when it was queued. */
  content: string;
  state: LabelItemState;
}
