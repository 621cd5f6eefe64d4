import * as z from 'zod';
import { id, money } from '#shared/rpc/fields.ts';

/** What the overview is made of, in the order in which it comes. */
export const tileNames = [
  'attention',
  'status',
  'reminders',
  'category',
  'place',
  'warranty',
  'value',
  'age',
  'spending',
  'compliance',
  'maintenance',
  'incidents',
] as const;
export type TileName = (typeof tileNames)[number];

/** Tiles in an operator's own order; what is hidden keeps its place. */
export const layout = z.array(z.object({ name: z.enum(tileNames), hidden: z.boolean() })).max(tileNames.length);
export type Layout = z.infer<typeof layout>;

/** A layout with every tile once: what came later stands at its end, what is gone is left out. */
export function wholeLayout(kept: readonly { name: string; hidden: boolean }[]): Layout {
  const known = new Set<string>(tileNames);
  const first = new Map<string, boolean>();
  for (const { name, hidden } of kept) if (known.has(name) && !first.has(name)) first.set(name, hidden);
  for (const name of tileNames) if (!first.has(name)) first.set(name, false);
  return [...first].map(([name, hidden]) => ({ name: name as TileName, hidden }));
}

export const ageBands = ['under1', 'under2', 'under3', 'under4', 'under5', 'older', 'unknown'] as const;
export type AgeBand = (typeof ageBands)[number];

export const warrantyBands = ['ended', 'days30', 'days90', 'days365', 'later', 'none'] as const;
export type WarrantyBand = (typeof warrantyBands)[number];

/** Days between which something lies; both are part of it. Null leaves that side open. */
const days = z.object({ from: z.string().nullable(), until: z.string().nullable() });

const banded = <Band extends string>(bands: readonly [Band, ...Band[]]) =>
  z.array(z.object({ band: z.enum(bands), count: z.number().int(), days }));

export const ages = banded(ageBands);
export const warranties = banded(warrantyBands);

export const categoryCounts = z.array(
  z.object({ category: z.object({ id, name: z.string() }), count: z.number().int() }),
);

export const placeCounts = z.array(z.object({ place: z.object({ id, name: z.string() }), count: z.number().int() }));

export const valueCounts = z.array(
  z.object({ category: z.object({ id, name: z.string() }), count: z.number().int(), value: money }),
);

/** What a register needs before it is of use, step by step. */
export const onboardingSteps = [
  'organisation',
  'places',
  'people',
  'assets',
  'operators',
  'labels',
  'backups',
  'mail',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export const onboarding = z.object({
  steps: z.array(z.object({ step: z.enum(onboardingSteps), done: z.boolean() })),
  /** Whether this operator does not want to see it any more. */
  dismissed: z.boolean(),
});
