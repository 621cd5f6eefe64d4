import * as z from 'zod';
import { incidentKinds, incidentStates, incidentWork } from '#shared/features/incidents/model.ts';
import { isDay } from '#shared/primitives/days.ts';
import { searchText } from '#renderer/ui/search-text.ts';

const day = z.string().refine(isDay).optional().catch(undefined);

const incidentSearch = z.object({
  search: searchText.optional().catch(undefined),
  states: z.array(z.enum(incidentStates)).optional().catch(undefined),
  kinds: z.array(z.enum(incidentKinds)).optional().catch(undefined),
  /** Days on which they were declared. */
  from: day,
  to: day,
  undone: z.enum(incidentWork).optional().catch(undefined),
});
export type IncidentSearch = z.infer<typeof incidentSearch>;

export function parseIncidents(search: Record<string, unknown>): IncidentSearch {
  return incidentSearch.parse(search);
}
