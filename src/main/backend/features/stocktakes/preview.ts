import type { PlanDetails } from '#shared/features/stocktakes/contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { countExpected } from './expected-assets.ts';
import { countExpectedInParts } from './lifecycle.ts';

/** What would be expected if counting began now. */
export async function previewPlan(
  { reader }: QueryContext,
  { scope, method, sampleSize }: Pick<PlanDetails, 'scope' | 'method' | 'sampleSize'>,
): Promise<{ population: number; expected: number; places: number; stocks: number }> {
  const { population, places } = await countExpected(reader, scope);
  const drawnOf = (all: number) => (method === 'full' ? all : Math.min(all, sampleSize ?? 0));
  const stocks = drawnOf(await countExpectedInParts(reader, scope));
  return { population, expected: drawnOf(population), places, stocks };
}
