import * as z from 'zod';
import { day, id, instant, line, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { compliances, schemes } from './scheme.ts';

/** What a product is for; an operating system is looked at before an application. */
export const softwareKinds = ['os', 'security', 'application'] as const;
export type SoftwareKind = (typeof softwareKinds)[number];

/** By what compliance is counted. */
export const groupings = ['product', 'department', 'place', 'category'] as const;
export type Grouping = (typeof groupings)[number];

const whole = z.number().int();
export const counts = z.record(z.enum(compliances), whole);
export type Counts = z.infer<typeof counts>;

export const releaseDetails = z.object({
  /** As the maker writes it. */
  number: requiredLine(120),
  /** Lines that are kept beside each other, e.g. 22H2 and 23H2; blank where there is one only. */
  branch: line(40),
  releasedOn: day,
  security: z.boolean(),
  supportedUntil: day.nullable(),
  notes: text(2000),
});
export type ReleaseDetails = z.infer<typeof releaseDetails>;

export const release = releaseDetails.extend({
  id,
  /** On how many assets it is the newest release that is not newer than what is installed. */
  installed: whole,
  version: whole,
});
export type Release = z.infer<typeof release>;

export const trackingDetails = z.object({
  productId: id,
  kind: z.enum(softwareKinds),
  scheme: z.enum(schemes),
  /** Null is the newest that is out. */
  targetId: id.nullable(),
});
export type TrackingDetails = z.infer<typeof trackingDetails>;

export const trackedProduct = z.object({
  id,
  name: z.string(),
  publisher: z.string().nullable(),
  kind: z.enum(softwareKinds),
  scheme: z.enum(schemes),
  /** What should be installed; null while no release is known. */
  target: z.object({ id, number: z.string(), chosen: z.boolean() }).nullable(),
  counts,
  version: whole,
});
export type TrackedProduct = z.infer<typeof trackedProduct>;

export const complianceRow = z.object({
  /** Null for assets that are in none. */
  id: id.nullable(),
  name: z.string().nullable(),
  counts,
  total: whole,
});
export type ComplianceRow = z.infer<typeof complianceRow>;

/** What is installed on one asset, held against what should be. */
export const installedVersion = z.object({
  id,
  product: reference,
  kind: z.enum(softwareKinds),
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  department: z.string().nullable(),
  place: z.string().nullable(),
  installed: z.string().nullable(),
  target: z.string().nullable(),
  compliance: z.enum(compliances),
  /** Newer releases that close holes. */
  missing: z.array(z.string()),
  supportedUntil: day.nullable(),
  seenOn: day,
});
export type InstalledVersion = z.infer<typeof installedVersion>;

/** Who comes when: those in the department and place, where one is named, and of these so many of a hundred. */
export const waveDetails = z
  .object({
    name: requiredLine(80),
    startsOn: day,
    dueOn: day,
    departmentId: id.nullable(),
    placeId: id.nullable(),
    percent: whole.min(1).max(100),
  })
  .refine(({ startsOn, dueOn }) => startsOn <= dueOn);
export type WaveDetails = z.infer<typeof waveDetails>;

export const campaignDetails = z.object({
  name: requiredLine(120),
  productId: id,
  releaseId: id,
  /** All assets that have the product, or only those in these. */
  categoryId: id.nullable(),
  departmentId: id.nullable(),
  placeId: id.nullable(),
  notes: text(4000),
  waves: z.array(waveDetails).min(1).max(20),
});
export type CampaignDetails = z.infer<typeof campaignDetails>;

/** Where an asset of a campaign stands. */
export const memberStates = ['done', 'open', 'late', 'excepted', 'unknown'] as const;
export type MemberState = (typeof memberStates)[number];
export const progress = z.record(z.enum(memberStates), whole);
export type Progress = z.infer<typeof progress>;

export const campaignRow = z.object({
  id,
  number: whole,
  name: z.string(),
  product: reference,
  release: z.string(),
  startsOn: day,
  dueOn: day,
  closedAt: instant.nullable(),
  progress,
});
export type CampaignRow = z.infer<typeof campaignRow>;

export const campaign = campaignRow.extend({
  details: campaignDetails,
  scope: z.array(z.string()),
  waves: z.array(
    z.object({
      position: whole,
      name: z.string(),
      startsOn: day,
      dueOn: day,
      department: z.string().nullable(),
      place: z.string().nullable(),
      percent: whole,
      progress,
    }),
  ),
  /** Assets that no wave takes. */
  inNoWave: whole,
  version: whole,
});
export type Campaign = z.infer<typeof campaign>;

export const campaignMember = z.object({
  id,
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  place: z.string().nullable(),
  installed: z.string().nullable(),
  seenOn: day,
  state: z.enum(memberStates),
  wave: whole.nullable(),
  exception: z.object({ id, reason: z.string(), until: day, by: z.string() }).nullable(),
});
export type CampaignMember = z.infer<typeof campaignMember>;
