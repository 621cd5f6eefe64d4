import type { ReminderKind } from '#shared/features/reminders/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    reminder: ReminderTable;
    reminder_digest: { operator_id: number; day: string };
    reminder_mail: ReminderMailTable;
  }
}

/** What was said about a date; a date that nobody touched has no row. */
export interface ReminderTable {
  kind: ReminderKind;
  subject: string;
  day: string;
  snoozed_until: string | null;
  done_at: string | null;
  done_by: number | null;
  note: string | null;
}

/** That somebody was written to: once when a date comes near, and once when it is there. */
export interface ReminderMailTable {
  kind: ReminderKind;
  subject: string;
  day: string;
  address: string;
  stage: 'ahead' | 'due';
  at: string;
}
