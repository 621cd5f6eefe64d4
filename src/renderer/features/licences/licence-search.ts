import * as z from 'zod';
import { positionStandings } from '#shared/features/licences/position.ts';

const licenceSearch = z.object({
  tab: z.string().optional().catch(undefined),
  standings: z.array(z.enum(positionStandings)).optional().catch(undefined),
});
export type LicenceSearch = z.infer<typeof licenceSearch>;

export function parseLicences(search: Record<string, unknown>): LicenceSearch {
  return licenceSearch.parse(search);
}
