import type { Anchor, Meter, Plan, PlanDetails, PlanTask, Scope } from '#shared/features/maintenance/model.ts';
import { ruleOf, simpleOf } from '#shared/features/maintenance/recurrence.ts';
import type { RecurrenceUnit } from '#shared/features/maintenance/recurrence.ts';
import { today } from '#renderer/ui/text/format.ts';

/** By what a plan repeats, as its form asks: a simple interval, a rule that is written out, or a meter. */
export const repeats = ['interval', 'rule', 'meter'] as const;
export type Repeats = (typeof repeats)[number];

export interface PlanValues {
  name: string;
  scope: Scope;
  categoryId: string | null;
  modelId: string | null;
  assets: { id: number; tag: string; name: string }[];
  repeats: Repeats;
  every: number;
  unit: RecurrenceUnit;
  rule: string;
  startsOn: string;
  meter: Meter;
  meterEvery: number;
  anchor: Anchor;
  leadDays: number;
  responsibleId: number | null;
  outOfService: boolean;
  notes: string;
  tasks: (PlanTask & { key: string })[];
}

let lastKey = 0;
export const emptyTask = (): PlanValues['tasks'][number] => ({
  key: `task-${(lastKey += 1)}`,
  kind: 'check',
  title: '',
  expected: null,
  unit: null,
  atLeast: null,
  atMost: null,
});

export function valuesOf(plan: Plan | null): PlanValues {
  const rule = plan?.rule ?? null;
  const simple = rule === null ? null : simpleOf(rule);
  return {
    name: plan?.name ?? '',
    scope: plan?.scope ?? 'category',
    categoryId: plan?.categoryId?.toString() ?? null,
    modelId: plan?.modelId?.toString() ?? null,
    assets: plan?.members ?? [],
    repeats: plan?.kind === 'meter' ? 'meter' : plan === null || simple !== null ? 'interval' : 'rule',
    every: simple?.every ?? 6,
    unit: simple?.unit ?? 'month',
    rule: rule ?? 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
    startsOn: plan?.startsOn ?? today(),
    meter: plan?.meter ?? 'pages',
    meterEvery: plan?.meterEvery ?? 10_000,
    anchor: plan?.anchor ?? 'plan',
    leadDays: plan?.leadDays ?? 7,
    responsibleId: plan?.responsible?.id ?? null,
    outOfService: plan?.outOfService ?? true,
    notes: plan?.notes ?? '',
    tasks: (plan?.tasks ?? []).map((task) => ({ ...emptyTask(), ...task })),
  };
}

/** The rule that the form says; null for a meter. */
export function ruleOfValues({ repeats: by, every, unit, rule, startsOn }: PlanValues): string | null {
  if (by === 'meter') return null;
  return by === 'rule' ? rule.trim() : ruleOf({ every, unit }, startsOn);
}

export function detailsOf(values: PlanValues): PlanDetails {
  const byMeter = values.repeats === 'meter';
  return {
    name: values.name.trim(),
    scope: values.scope,
    categoryId: values.scope === 'category' && values.categoryId !== null ? Number(values.categoryId) : null,
    modelId: values.scope === 'model' && values.modelId !== null ? Number(values.modelId) : null,
    assetIds: values.scope === 'assets' ? values.assets.map(({ id }) => id) : [],
    kind: byMeter ? 'meter' : 'calendar',
    rule: ruleOfValues(values),
    startsOn: values.startsOn,
    meter: byMeter ? values.meter : null,
    meterEvery: byMeter ? values.meterEvery : null,
    anchor: values.anchor,
    leadDays: values.leadDays,
    responsibleId: values.responsibleId,
    outOfService: values.outOfService,
    notes: values.notes.trim() === '' ? null : values.notes,
    tasks: values.tasks.map(({ kind, title, expected, unit, atLeast, atMost }) => ({
      kind,
      title: title.trim(),
      expected: expected?.trim() ? expected.trim() : null,
      unit: kind === 'measure' && unit?.trim() ? unit.trim() : null,
      atLeast: kind === 'measure' ? atLeast : null,
      atMost: kind === 'measure' ? atMost : null,
    })),
  };
}

/** Whether the form says enough to be saved. */
export function isComplete(values: PlanValues): boolean {
  const target = {
    category: values.categoryId !== null,
    model: values.modelId !== null,
    assets: values.assets.length > 0,
  };
  return values.name.trim() !== '' && target[values.scope] && values.tasks.every(({ title }) => title.trim() !== '');
}
