import * as z from 'zod';
import { reminderShelves } from '#shared/features/reminders/contract.ts';
import { reminderKinds, urgencies } from '#shared/features/reminders/model.ts';
import { searchText } from '#renderer/ui/search-text.ts';

const reminderSearch = z.object({
  shelf: z.enum(reminderShelves).optional().catch(undefined),
  kinds: z.array(z.enum(reminderKinds)).optional().catch(undefined),
  urgency: z.enum(urgencies).optional().catch(undefined),
  search: searchText.optional().catch(undefined),
});
export type ReminderSearch = z.infer<typeof reminderSearch>;

export function parseReminders(search: Record<string, unknown>): ReminderSearch {
  return reminderSearch.parse(search);
}
