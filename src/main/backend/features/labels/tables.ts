import type { Generated } from 'kysely';
import type { LabelItemState, LabelJob, PrintedKind } from '#shared/features/labels/contract.ts';
import type { PrinterLanguage, PrinterTransport } from '#shared/features/labels/printer-contract.ts';
import type { LabelSubject } from '#shared/features/labels/template.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    printer: PrinterTable;
    printer_medium: PrinterMediumTable;
    label_template: LabelTemplateTable;
    label_job: LabelJobTable;
    label_job_item: LabelJobItemTable;
  }
}

export interface PrinterTable {
  id: Generated<number>;
  name: string;
  transport: Generated<PrinterTransport>;
  host: string;
  port: number;
  /** Of the system; null where the printer is not reached through it. */
  queue: string | null;
  language: PrinterLanguage;
  dpi: 203 | 300 | 600;
  offset_x_dots: number;
  offset_y_dots: number;
  darkness: number | null;
  /** What is loaded, by its key in the catalogue of media; null where nobody has said. */
  medium_key: Generated<string | null>;
  /** It writes the tags of RFID labels. */
  encodes: Generated<0 | 1>;
  archived_at: string | null;
}

/** What holds for a printer only while one medium is loaded; it takes the place of the printer's own settings. */
export interface PrinterMediumTable {
  printer_id: number;
  medium_key: string;
  offset_x_um: number;
  offset_y_um: number;
  darkness: number | null;
  /** Inches a second. */
  speed: number | null;
  operator_id: number;
  changed_at: string;
}

export interface LabelTemplateTable {
  id: Generated<number>;
  name: string;
  subject: LabelSubject;
  category_id: number | null;
  /** JSON: a design as `templateDesign` has it. */
  design: string;
  version: Generated<number>;
  operator_id: number;
  changed_at: string;
  archived_at: string | null;
}

export interface LabelJobTable {
  id: Generated<number>;
  printer_id: number;
  template_id: string;
  subject: PrintedKind;
  copies: number;
  encodes: Generated<0 | 1>;
  /** Labels of the first sheet that are used up already. */
  start_cell: Generated<number>;
  state: LabelJob['state'];
  problem: string | null;
  operator_id: number;
  created_at: string;
  ended_at: string | null;
  /** The job whose labels are printed again, because they were not read. */
  reprint_of: Generated<number | null>;
}

/** Whether the label is to be scanned back, was, or was given up and printed anew. */
export type LabelProof = 'none' | 'wanted' | 'read' | 'void';

export interface LabelJobItemTable {
  job_id: number;
  position: number;
  asset_id: number | null;
  person_id: number | null;
  place_id: number | null;
  kit_id: number | null;
  article_id: number | null;
  /** A command card, by its number. */
  card: number | null;
  /** As people know the thing, and what a scanner reads from its label. */
  name: string;
  code: string;
  /** JSON: tag, layout, and how it is to be printed, all as they were when it was queued. */
  content: string;
  state: LabelItemState;
  problem: string | null;
  /** What its tag is to hold. */
  epc: string | null;
  proof: Generated<LabelProof>;
  proof_at: string | null;
}
