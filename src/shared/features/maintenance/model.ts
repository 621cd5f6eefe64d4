import * as z from 'zod';
import { day, id, instant, line, money, reference, requiredLine, text } from '#shared/rpc/fields.ts';

export const planKinds = ['calendar', 'meter'] as const;
export type PlanKind = (typeof planKinds)[number];

/** What a device counts by itself. */
export const meters = ['hours', 'pages', 'kilometres', 'cycles'] as const;
export type Meter = (typeof meters)[number];

/** From what the next date is counted: what the plan says, or when the work was really done. */
export const anchors = ['plan', 'completion'] as const;
export type Anchor = (typeof anchors)[number];

export const scopes = ['category', 'model', 'assets'] as const;
export type Scope = (typeof scopes)[number];

/** Something that is looked at or done, or a value that is measured. */
export const taskKinds = ['check', 'measure'] as const;
export type TaskKind = (typeof taskKinds)[number];

export const orderStates = ['open', 'in_work', 'done', 'skipped'] as const;
export type OrderState = (typeof orderStates)[number];

export const orderResults = ['passed', 'failed'] as const;
export type OrderResult = (typeof orderResults)[number];

export const taskOutcomes = ['ok', 'not_ok', 'not_applicable'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** A value that a meter or a measuring device shows. */
const measured = z.number().min(-1e9).max(1e9);
export const reading = z.number().int().min(0).max(1_000_000_000);

export const planTask = z
  .object({
    kind: z.enum(taskKinds),
    title: requiredLine(160),
    /** What should come out. */
    expected: line(160).nullable(),
    unit: line(20).nullable(),
    atLeast: measured.nullable(),
    atMost: measured.nullable(),
  })
  .refine(({ atLeast, atMost }) => atLeast === null || atMost === null || atLeast <= atMost);
export type PlanTask = z.infer<typeof planTask>;

export const planDetails = z
  .object({
    name: requiredLine(120),
    scope: z.enum(scopes),
    categoryId: id.nullable(),
    modelId: id.nullable(),
    assetIds: z.array(id).max(2000),
    kind: z.enum(planKinds),
    /** A recurrence rule of RFC 5545 without DTSTART. */
    rule: line(300).nullable(),
    startsOn: day,
    meter: z.enum(meters).nullable(),
    meterEvery: z.number().int().min(1).max(100_000_000).nullable(),
    anchor: z.enum(anchors),
    /** So many days before it is due the work order is there. */
    leadDays: z.number().int().min(0).max(365),
    responsibleId: id.nullable(),
    /** Whether nobody can have the asset while it is worked on. */
    outOfService: z.boolean(),
    notes: text(4000).nullable(),
    tasks: z.array(planTask).max(60),
  })
  .refine(({ scope, categoryId, modelId, assetIds }) =>
    scope === 'category' ? categoryId !== null : scope === 'model' ? modelId !== null : assetIds.length > 0,
  )
  .refine(({ kind, rule, meter, meterEvery }) =>
    kind === 'calendar' ? rule !== null : meter !== null && meterEvery !== null,
  );
export type PlanDetails = z.infer<typeof planDetails>;

export const planRow = z.object({
  id,
  name: z.string(),
  scope: z.enum(scopes),
  /** The category, the model, or the tag of the one asset; null for several assets. */
  target: z.string().nullable(),
  kind: z.enum(planKinds),
  rule: z.string().nullable(),
  meter: z.enum(meters).nullable(),
  meterEvery: z.number().int().nullable(),
  anchor: z.enum(anchors),
  responsible: reference.nullable(),
  paused: z.boolean(),
  /** How many assets it is kept for. */
  assets: z.number().int(),
  openOrders: z.number().int(),
  nextOn: day.nullable(),
});
export type PlanRow = z.infer<typeof planRow>;

const assetName = z.object({ id, tag: z.string(), name: z.string() });

export const plan = planRow.extend({
  categoryId: id.nullable(),
  modelId: id.nullable(),
  members: z.array(assetName),
  startsOn: day,
  leadDays: z.number().int(),
  outOfService: z.boolean(),
  notes: z.string().nullable(),
  tasks: z.array(planTask),
  version: z.number().int(),
});
export type Plan = z.infer<typeof plan>;

export const orderRow = z.object({
  id,
  number: z.number().int(),
  title: z.string(),
  asset: assetName,
  place: z.string().nullable(),
  plan: reference.nullable(),
  state: z.enum(orderStates),
  result: z.enum(orderResults).nullable(),
  /** When the plan wants it done. */
  dueOn: day,
  /** When it is going to be done. */
  plannedOn: day,
  overdue: z.boolean(),
  assignee: reference.nullable(),
  version: z.number().int(),
});
export type OrderRow = z.infer<typeof orderRow>;

export const orderTask = planTask.safeExtend({
  position: z.number().int(),
  value: z.number().nullable(),
  outcome: z.enum(taskOutcomes).nullable(),
  note: z.string().nullable(),
  doneBy: z.string().nullable(),
  doneAt: instant.nullable(),
});
export type OrderTask = z.infer<typeof orderTask>;

const orderPart = z.object({
  id,
  article: reference,
  unit: z.string(),
  quantity: z.number().int(),
  takenBy: z.string(),
  takenAt: instant,
});

export const order = orderRow.extend({
  outOfService: z.boolean(),
  meter: z.enum(meters).nullable(),
  meterDue: z.number().int().nullable(),
  /** What the meter of the asset showed last. */
  lastReading: z.number().int().nullable(),
  createdAt: instant,
  startedBy: z.string().nullable(),
  startedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  endedAt: instant.nullable(),
  doneOn: day.nullable(),
  minutes: z.number().int().nullable(),
  /** Null when there is none, and for operators who may not see costs. */
  cost: money.nullable(),
  finding: z.string().nullable(),
  skippedBecause: z.string().nullable(),
  tasks: z.array(orderTask),
  parts: z.array(orderPart),
});
export type Order = z.infer<typeof order>;

export const meterReading = z.object({
  id,
  meter: z.enum(meters),
  value: z.number().int(),
  readOn: day,
  operator: z.string(),
  /** The meter began anew: it was replaced or set back. */
  replaced: z.boolean(),
});
export type MeterReading = z.infer<typeof meterReading>;
