import * as z from 'zod';
import { day, id, instant, line } from '#shared/rpc/fields.ts';
import { epochDayOf } from '#shared/primitives/days.ts';

/** What is asked of a device. */
export const postureChecks = ['encryption', 'antivirus', 'patches', 'mdm', 'screenLock', 'contact'] as const;
export type PostureCheck = (typeof postureChecks)[number];

export const encryptionStates = ['on', 'partly', 'off'] as const;
export const antivirusStates = ['current', 'outdated', 'off'] as const;
export const mdmStates = ['managed', 'unmanaged'] as const;
export const screenLockStates = ['on', 'off'] as const;

/** What is known of a device; null for what nobody said. */
export const postureFacts = z.object({
  encryption: z.enum(encryptionStates).nullable(),
  antivirus: z.enum(antivirusStates).nullable(),
  /** The day on which patches were last installed. */
  patchedOn: day.nullable(),
  /** As the system calls it, e.g. its build. */
  patchLevel: z.string().nullable(),
  mdm: z.enum(mdmStates).nullable(),
  screenLock: z.enum(screenLockStates).nullable(),
  /** The day on which it was last heard of by what manages it. */
  contactOn: day.nullable(),
});
export type PostureFacts = z.infer<typeof postureFacts>;

export const nothingKnown: PostureFacts = {
  encryption: null,
  antivirus: null,
  patchedOn: null,
  patchLevel: null,
  mdm: null,
  screenLock: null,
  contactOn: null,
};

export const postureReading = postureFacts.extend({
  id,
  takenOn: day,
  source: z.string(),
  by: z.string(),
});

const weight = z.number().int().min(0).max(10);
const days = z.number().int().min(1).max(3650);

export const posturePolicy = z.object({
  /** How much each check counts; none that weighs nothing is asked. */
  weights: z.object({
    encryption: weight,
    antivirus: weight,
    patches: weight,
    mdm: weight,
    screenLock: weight,
    contact: weight,
  }),
  /** Patches that are older than this fail; between half of it and this they count half. */
  patchDays: days,
  /** A device that was not heard of for so long fails; between half of it and this it counts half. */
  contactDays: days,
  /** From which score on a device complies. */
  passing: z.number().int().min(1).max(100),
  /** Checks that fail a device whatever its score. */
  required: z.array(z.enum(postureChecks)).max(postureChecks.length),
  /** Whether a check that nobody answered counts as failed, or is left out. */
  unknown: z.enum(['fails', 'left_out']),
  /** Categories that are judged, with all below them; empty for all that hold data. */
  categoryIds: z.array(id).max(200),
});
export type PosturePolicy = z.infer<typeof posturePolicy>;

export const usualPolicy: PosturePolicy = {
  weights: { encryption: 5, antivirus: 4, patches: 4, mdm: 3, screenLock: 2, contact: 2 },
  patchDays: 45,
  contactDays: 30,
  passing: 80,
  required: ['encryption'],
  unknown: 'fails',
  categoryIds: [],
};

export const checkStates = ['met', 'partly', 'failed', 'unknown', 'not_asked'] as const;
export type CheckState = (typeof checkStates)[number];

export const postureScore = z.object({
  /** From 0 to 100; null when nothing at all is known or asked. */
  score: z.number().int().min(0).max(100).nullable(),
  compliant: z.boolean(),
  checks: z.array(z.object({ check: z.enum(postureChecks), state: z.enum(checkStates) })),
});
export type PostureScore = z.infer<typeof postureScore>;

export const policyVersion = z.object({
  version: z.number().int(),
  policy: posturePolicy,
  note: z.string(),
  savedAt: instant.nullable(),
  savedBy: z.string().nullable(),
});
export type PolicyVersion = z.infer<typeof policyVersion>;

export const postureRow = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  category: z.string(),
  custodian: z.string().nullable(),
  score: z.number().int().nullable(),
  compliant: z.boolean(),
  checks: postureScore.shape.checks,
  contactOn: day.nullable(),
  /** The day of the newest reading; null when there is none. */
  readOn: day.nullable(),
});
export type PostureRow = z.infer<typeof postureRow>;

export const postureSummary = z.object({
  devices: z.number().int(),
  compliant: z.number().int(),
  failing: z.number().int(),
  /** Of which nothing is known. */
  silent: z.number().int(),
  average: z.number().int().nullable(),
  byCheck: z.array(z.object({ check: z.enum(postureChecks), failed: z.number().int(), unknown: z.number().int() })),
});
export type PostureSummary = z.infer<typeof postureSummary>;

export const trendPoint = z.object({
  day,
  /** Of all devices that something was known of on that day. */
  average: z.number().int().nullable(),
  compliantPercent: z.number().int().nullable(),
});
export type TrendPoint = z.infer<typeof trendPoint>;

export const assetPosture = postureScore.extend({
  inScope: z.boolean(),
  facts: postureFacts,
  policyVersion: z.number().int(),
  /** The score after each reading, the oldest first. */
  trend: z.array(z.object({ day, score: z.number().int().nullable() })),
  readings: z.array(postureReading),
});
export type AssetPosture = z.infer<typeof assetPosture>;

export const newReading = postureFacts.extend({ patchLevel: line(120).nullable(), source: line(120), takenOn: day });
export type NewReading = z.infer<typeof newReading>;

/** Half points are kept whole. */
const full = 2;
type Points = 0 | 1 | 2;

function pointsByAge(on: string | null, limit: number, today: string): Points | null {
  if (on === null) return null;
  const age = epochDayOf(today) - epochDayOf(on);
  if (age > limit) return 0;
  return age * 2 > limit ? 1 : full;
}

function pointsOf(check: PostureCheck, facts: PostureFacts, policy: PosturePolicy, today: string): Points | null {
  switch (check) {
    case 'encryption':
      return facts.encryption === null
        ? null
        : { on: 2 as const, partly: 1 as const, off: 0 as const }[facts.encryption];
    case 'antivirus':
      return facts.antivirus === null
        ? null
        : { current: 2 as const, outdated: 1 as const, off: 0 as const }[facts.antivirus];
    case 'patches':
      return pointsByAge(facts.patchedOn, policy.patchDays, today);
    case 'mdm':
      return facts.mdm === null ? null : facts.mdm === 'managed' ? full : 0;
    case 'screenLock':
      return facts.screenLock === null ? null : facts.screenLock === 'on' ? full : 0;
    case 'contact':
      return pointsByAge(facts.contactOn, policy.contactDays, today);
  }
}

const stateOf: Readonly<Record<Points, CheckState>> = { 0: 'failed', 1: 'partly', 2: 'met' };

/**
 * How well a device does what the policy asks, as its share of the weights in whole percent, rounded down so that 100
 * means that everything is met. A required check that is not met, or not known, fails it whatever the score.
 */
export function scorePosture(facts: PostureFacts, policy: PosturePolicy, today: string): PostureScore {
  let earned = 0;
  let possible = 0;
  let known = 0;
  const checks = postureChecks.map((check) => {
    const weighs = policy.weights[check];
    const isRequired = policy.required.includes(check);
    if (weighs === 0 && !isRequired) return { check, state: 'not_asked' as const };
    const points = pointsOf(check, facts, policy, today);
    if (points !== null) known += 1;
    if (points !== null || policy.unknown === 'fails') {
      possible += weighs * full;
      earned += weighs * (points ?? 0);
    }
    return { check, state: points === null ? ('unknown' as const) : stateOf[points] };
  });
  const score = known === 0 ? null : possible === 0 ? null : Math.floor((earned * 100) / possible);
  const lacks = checks.some(({ check, state }) => policy.required.includes(check) && state !== 'met');
  return { score, compliant: score !== null && score >= policy.passing && !lacks, checks };
}

/** What is known after some readings, each in its turn: what a later one does not say stays as it was. */
export function foldReadings(readings: readonly PostureFacts[]): PostureFacts {
  return readings.reduce(afterReading, nothingKnown);
}

/** What is known once another reading has come. */
export function afterReading(known: PostureFacts, reading: PostureFacts): PostureFacts {
  return {
    encryption: reading.encryption ?? known.encryption,
    antivirus: reading.antivirus ?? known.antivirus,
    patchedOn: reading.patchedOn ?? known.patchedOn,
    patchLevel: reading.patchLevel ?? known.patchLevel,
    mdm: reading.mdm ?? known.mdm,
    screenLock: reading.screenLock ?? known.screenLock,
    contactOn: reading.contactOn ?? known.contactOn,
  };
}

/** All devices in numbers. */
export function summarise(rows: readonly Pick<PostureRow, 'score' | 'compliant' | 'checks'>[]): PostureSummary {
  const scored = rows.flatMap(({ score }) => (score === null ? [] : [score]));
  return {
    devices: rows.length,
    compliant: rows.filter(({ compliant }) => compliant).length,
    failing: rows.filter(({ compliant, score }) => !compliant && score !== null).length,
    silent: rows.length - scored.length,
    average: scored.length === 0 ? null : Math.round(scored.reduce((sum, score) => sum + score, 0) / scored.length),
    byCheck: postureChecks.map((check) => {
      const count = (state: CheckState) =>
        rows.filter((row) => row.checks.some((each) => each.check === check && each.state === state)).length;
      return { check, failed: count('failed'), unknown: count('unknown') };
    }),
  };
}
