import * as z from 'zod';
import { day, id, instant, line, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { grades, priorities } from './priority.ts';

export const ticketStates = ['new', 'in_progress', 'waiting', 'resolved', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export const channels = ['desk', 'phone', 'mail', 'chat', 'monitoring'] as const;
export type Channel = (typeof channels)[number];

/** What a ticket may become next; a resolved one is opened again by `reopen`, with its reason. */
export const nextTicketStates: Readonly<Record<TicketState, readonly TicketState[]>> = {
  new: ['in_progress', 'waiting', 'resolved'],
  in_progress: ['waiting', 'resolved'],
  waiting: ['in_progress', 'resolved'],
  resolved: ['closed', 'in_progress'],
  closed: ['in_progress'],
};

export const entryKinds = [
  'opened',
  'comment',
  'internal',
  'assigned',
  'state',
  'resolved',
  'reopened',
  'merged',
  'linked',
  'answered',
  'attached',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Minutes of business hours until somebody answers, and until it is solved. */
export const targets = z.record(
  z.enum(priorities),
  z.object({ respond: z.number().int().min(1).max(100_000), resolve: z.number().int().min(1).max(100_000) }),
);

const minuteOfDay = z.number().int().min(0).max(1440);
export const businessHours = z.object({
  zone: requiredLine(60),
  week: z.array(z.object({ from: minuteOfDay, to: minuteOfDay }).nullable()).length(7),
  holidays: z.array(day).max(400),
});

export const supportSettings = z.object({ hours: businessHours, targets });
export type SupportSettings = z.infer<typeof supportSettings>;

/** A question of a guide; an answer leads to another question, or says what to do. */
export const guideStep = z.object({
  key: requiredLine(40),
  question: requiredLine(300),
  answers: z
    .array(z.object({ label: requiredLine(80), next: line(40).nullable(), advice: line(500).nullable() }))
    .min(1)
    .max(8),
});
export type GuideStep = z.infer<typeof guideStep>;

export const category = z.object({
  id,
  name: z.string(),
  guide: z.array(guideStep),
  openTickets: z.number().int(),
  version: z.number().int(),
});
export type SupportCategory = z.infer<typeof category>;

export const ticketRow = z.object({
  id,
  number: z.number().int(),
  title: z.string(),
  state: z.enum(ticketStates),
  priority: z.enum(priorities),
  category: reference.nullable(),
  asset: z.object({ id, tag: z.string(), name: z.string() }).nullable(),
  person: reference.nullable(),
  place: reference.nullable(),
  assignee: reference.nullable(),
  openedAt: instant,
  respondBy: instant.nullable(),
  resolveBy: instant.nullable(),
  /** The next target that counts was missed. */
  late: z.boolean(),
});
export type TicketRow = z.infer<typeof ticketRow>;

export const ticketEntry = z.object({
  id,
  at: instant,
  kind: z.enum(entryKinds),
  operator: z.string(),
  text: z.string().nullable(),
  minutes: z.number().int().nullable(),
});

export const ticketAnswer = z.object({
  step: z.string(),
  question: z.string(),
  answer: z.string(),
  advice: z.string().nullable(),
});

export const ticket = ticketRow.extend({
  description: z.string(),
  channel: z.enum(channels),
  impact: z.enum(grades),
  urgency: z.enum(grades),
  openedBy: z.string(),
  respondedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  resolution: z.string().nullable(),
  /** Another ticket in which this one was carried on. */
  mergedInto: z.object({ id, number: z.number().int() }).nullable(),
  merged: z.array(z.object({ id, number: z.number().int(), title: z.string() })),
  workOrder: z.object({ id, number: z.number().int(), title: z.string() }).nullable(),
  incident: z.object({ id, number: z.number().int() }).nullable(),
  reopened: z.number().int(),
  /** Whether it was a failure of the device: such ones count for its model. */
  hardwareFailure: z.boolean(),
  minutes: z.number().int(),
  entries: z.array(ticketEntry),
  guide: z.array(guideStep),
  answers: z.array(ticketAnswer),
  version: z.number().int(),
});
export type Ticket = z.infer<typeof ticket>;

export const newTicket = z
  .object({
    title: requiredLine(200),
    description: text(10_000),
    channel: z.enum(channels),
    categoryId: id.nullable(),
    impact: z.enum(grades),
    urgency: z.enum(grades),
    assetId: id.nullable(),
    personId: id.nullable(),
    placeId: id.nullable(),
    assigneeId: id.nullable(),
  })
  .refine(({ assetId, personId, placeId }) => assetId !== null || personId !== null || placeId !== null);
export type NewTicket = z.infer<typeof newTicket>;

export const modelFailures = z.object({
  model: reference,
  failures: z.number().int(),
  assets: z.number().int(),
  rate: z.number(),
  fleetRate: z.number(),
  expected: z.number(),
  chance: z.number(),
  flagged: z.boolean(),
});
export type ModelFailures = z.infer<typeof modelFailures>;
