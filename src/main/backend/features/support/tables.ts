import type { Generated } from 'kysely';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
import type { Channel, EntryKind, TicketState } from '#shared/features/support/model.ts';
import type { Grade, Priority } from '#shared/features/support/priority.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    support_category: SupportCategoryTable;
    ticket: TicketTable;
    ticket_entry: TicketEntryTable;
    ticket_answer: TicketAnswerTable;
    ticket_attachment: KeptFileColumns & {
      id: Generated<number>;
      ticket_id: number;
      operator_id: number;
      added_at: string;
      archived_at: string | null;
    };
  }
}

export interface SupportCategoryTable {
  id: Generated<number>;
  name: string;
  /** JSON of the steps. */
  guide: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface TicketTable {
  id: Generated<number>;
  number: number;
  title: string;
  description: string;
  channel: Channel;
  category_id: number | null;
  impact: Grade;
  urgency: Grade;
  priority: Priority;
  asset_id: number | null;
  person_id: number | null;
  place_id: number | null;
  assignee_id: number | null;
  state: TicketState;
  opened_at: string;
  opened_by: number;
  respond_by: string | null;
  resolve_by: string | null;
  responded_at: string | null;
  waiting_since: string | null;
  /** Business minutes in which it waited for somebody else. */
  waited_minutes: Generated<number>;
  resolved_at: string | null;
  resolution: string | null;
  hardware_failure: Generated<number>;
  merged_into: number | null;
  work_order_id: number | null;
  incident_id: number | null;
  reopened: Generated<number>;
  version: Generated<number>;
}

/** Append-only: what was said and done. */
export interface TicketEntryTable {
  id: Generated<number>;
  ticket_id: number;
  at: string;
  kind: EntryKind;
  operator_id: number;
  text: string | null;
  minutes: number | null;
  journal_seq: number;
}

export interface TicketAnswerTable {
  ticket_id: number;
  position: number;
  step: string;
  question: string;
  answer: string;
  advice: string | null;
}
