import * as z from 'zod';
import { role } from '#shared/features/auth/model.ts';
import { id, instant, reference, requiredLine, text } from '#shared/rpc/fields.ts';

/** What a step is for, in the order of the work. */
export const phases = ['install', 'secure', 'customise'] as const;
export type Phase = (typeof phases)[number];

/** What whoever signs a step leaves behind besides name and time. */
export const proofs = ['none', 'tick', 'text', 'number', 'choice', 'file', 'secret'] as const;
export type Proof = (typeof proofs)[number];

const choices = z.array(requiredLine(80)).max(20);

export const stepDetails = z
  .object({
    phase: z.enum(phases),
    title: requiredLine(120),
    instruction: text(2000),
    mandatory: z.boolean(),
    /** Who does it; null is anybody who prepares assets. */
    role: role.nullable(),
    proof: z.enum(proofs),
    choices,
  })
  .refine((step) => step.proof !== 'choice' || step.choices.length >= 2, { path: ['choices'] });
export type StepDetails = z.infer<typeof stepDetails>;

export const profileDetails = z
  .object({
    name: requiredLine(120),
    categoryId: id.nullable(),
    departmentId: id.nullable(),
    steps: z.array(stepDetails).min(1).max(100),
  })
  .refine((profile) => profile.categoryId !== null || profile.departmentId !== null, { path: ['categoryId'] });
export type ProfileDetails = z.infer<typeof profileDetails>;

export const step = z.object({
  id,
  phase: z.enum(phases),
  title: z.string(),
  instruction: z.string(),
  mandatory: z.boolean(),
  role: role.nullable(),
  proof: z.enum(proofs),
  choices: z.array(z.string()),
});
export type Step = z.infer<typeof step>;

export const profileRow = z.object({
  id,
  name: z.string(),
  category: reference.nullable(),
  department: reference.nullable(),
  /** Number of the newest published version; null while there is only a draft. */
  published: z.number().int().nullable(),
  hasDraft: z.boolean(),
  /** Of the newest published version, or of the draft. */
  steps: z.number().int(),
  mandatory: z.number().int(),
  version: z.number().int(),
});
export type ProfileRow = z.infer<typeof profileRow>;

export const profileVersion = z.object({
  id,
  number: z.number().int(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
  steps: z.array(step),
});
export type ProfileVersion = z.infer<typeof profileVersion>;

/** With every version, the newest first. */
export const profile = profileRow.extend({ versions: z.array(profileVersion) });
export type Profile = z.infer<typeof profile>;

export const runRow = z.object({
  id,
  name: z.string(),
  profile: reference,
  versionNumber: z.number().int(),
  startedAt: instant,
  startedBy: z.string(),
  assets: z.number().int(),
  /** Of its assets, those without an open mandatory step. */
  ready: z.number().int(),
});
export type RunRow = z.infer<typeof runRow>;

export const mark = z.object({
  id,
  stepId: id,
  value: z.string().nullable(),
  hasSecret: z.boolean(),
  fileName: z.string().nullable(),
  signedAt: instant,
  signedBy: z.string(),
});
export type Mark = z.infer<typeof mark>;

export const runAsset = z.object({
  id,
  asset: reference.extend({ tag: z.string() }),
  /** Why it left the run; null while it is in it. */
  leftBecause: z.string().nullable(),
  openMandatory: z.number().int(),
  marks: z.array(mark),
});
export type RunAsset = z.infer<typeof runAsset>;

/** Steps down, assets across. */
export const run = runRow.extend({
  /** The profile has a newer version; the run keeps its own. */
  newestNumber: z.number().int(),
  steps: z.array(step),
  members: z.array(runAsset),
});
export type Run = z.infer<typeof run>;

/** What an asset still lacks by one profile. */
export const gap = z.object({ profile: reference, runId: id.nullable(), steps: z.array(z.string()) });
export type Gap = z.infer<typeof gap>;

export const override = z.object({
  id,
  reason: z.string(),
  steps: z.array(z.string()),
  givenAt: instant,
  givenBy: z.string(),
  /** The asset was handed over with it. */
  used: z.boolean(),
});
export type Override = z.infer<typeof override>;

export const readiness = z.object({
  gaps: z.array(gap),
  /** Those that are not cured yet. */
  overrides: z.array(override),
  runs: z.array(runRow.extend({ openMandatory: z.number().int(), leftBecause: z.string().nullable() })),
});
export type Readiness = z.infer<typeof readiness>;
