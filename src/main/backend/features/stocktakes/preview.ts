import type { PlanDetails } from '#shared/features/stocktakes/contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { countExpected } from './expected-assets.ts';

/** What would be expected if counting began now. */
export async function previewPlan(
  { reader }: QueryContext,
  { scope, method, sampleSize }: Pick<PlanDetails, 'scope' | 'method' | 'sampleSize'>,
): Promise<{ population: number; expected: number; places: number }> {
  const { population, places } = await countExpected(reader, scope);
  const expected = method === 'full' ? population : Math.min(population, sampleSize ?? 0);
  return { population, expected, places };
}
