import * as z from 'zod';
import { quantity } from '#shared/features/procurement/requisition.ts';

const wanted = z.object({ items: z.array(z.object({ description: z.string().max(200), quantity })).max(100) });
export type WantedItems = z.infer<typeof wanted>['items'];

/** Lines with which a new requisition begins, as another page put them into the address. */
export function parseWanted(search: Record<string, unknown>): { items?: WantedItems } {
  const parsed = wanted.safeParse(search);
  return parsed.success ? parsed.data : {};
}
