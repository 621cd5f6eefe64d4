import * as z from 'zod';
import { id, instant, line, reference } from '#shared/rpc/fields.ts';

/** What data lies on. `none`: somebody looked, and there is nothing in it that holds data. */
export const mediaTypes = ['hdd', 'ssd', 'nvme', 'flash', 'mobile', 'tape', 'optical', 'paper', 'none'] as const;
export type MediaType = (typeof mediaTypes)[number];

/**
 * How far a medium is sanitised, weakest first: clear, purge and destroy as NIST SP 800-88 names them (Rev. 1, section
 * 2.5; Rev. 2 keeps the three). `inspect` is no sanitisation: it says that there was nothing to sanitise.
 */
export const sanitisationMethods = ['inspect', 'clear', 'purge', 'destroy'] as const;
export type SanitisationMethod = (typeof sanitisationMethods)[number];

export const techniques = [
  'overwrite',
  'secure_erase',
  'sanitize_overwrite',
  'block_erase',
  'nvme_format',
  'crypto_erase',
  'factory_reset',
  'degauss',
  'shred',
  'disintegrate',
  'incinerate',
  'melt',
  'pulverise',
  'looked_inside',
] as const;
export type Technique = (typeof techniques)[number];

const destroying = { shred: 'destroy', disintegrate: 'destroy', incinerate: 'destroy' } as const;
const destroyingHard = { ...destroying, melt: 'destroy', pulverise: 'destroy' } as const;

/**
 * What each technique comes to on each medium, after the tables of NIST SP 800-88 Rev. 1, appendix A: the same command
 * purges a magnetic disk and only clears a solid state one, and a magnetic field does nothing to flash. Rev. 2 refers
 * to IEEE 2883 for the commands; for these they agree.
 */
export const techniquesOf: Readonly<Record<MediaType, Readonly<Partial<Record<Technique, SanitisationMethod>>>>> = {
  hdd: {
    overwrite: 'clear',
    secure_erase: 'purge',
    sanitize_overwrite: 'purge',
    crypto_erase: 'purge',
    degauss: 'purge',
    ...destroyingHard,
  },
  ssd: { overwrite: 'clear', secure_erase: 'clear', block_erase: 'purge', crypto_erase: 'purge', ...destroyingHard },
  nvme: { overwrite: 'clear', nvme_format: 'purge', block_erase: 'purge', crypto_erase: 'purge', ...destroyingHard },
  flash: { overwrite: 'clear', ...destroyingHard },
  mobile: { factory_reset: 'clear', crypto_erase: 'purge', ...destroyingHard },
  tape: { overwrite: 'clear', degauss: 'purge', ...destroying },
  optical: destroying,
  paper: destroying,
  none: { looked_inside: 'inspect' },
};

export function methodOf(medium: MediaType, technique: Technique): SanitisationMethod | null {
  return techniquesOf[medium][technique] ?? null;
}

/** How it was made sure that it worked. What is destroyed is looked at. */
export const verifications = ['none', 'sample', 'full', 'visual'] as const;
export type Verification = (typeof verifications)[number];

export const sanitisationResults = ['passed', 'failed'] as const;
export type SanitisationResult = (typeof sanitisationResults)[number];

export const reportFormats = ['nwipe', 'blancco', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Which records somebody else has to confirm: none, those that destroy, or all. */
export const witnessRules = ['never', 'destroy', 'always'] as const;

export const sanitisationPolicy = z.object({
  /** The least that counts for media that leave. */
  least: z.enum(['clear', 'purge', 'destroy']),
  witness: z.enum(witnessRules),
  /** A record that passed without having been verified does not count. */
  verify: z.boolean(),
});
export type SanitisationPolicy = z.infer<typeof sanitisationPolicy>;

/** What was done to a medium; the same for many that go through one procedure. */
export const procedureDetails = z.object({
  technique: z.enum(techniques),
  tool: line(100).default(''),
  toolVersion: line(60).default(''),
  passes: z.number().int().min(1).max(100).nullable().default(null),
  verification: z.enum(verifications),
  /** Of what was looked at again, in percent. */
  samplePercent: z.number().int().min(1).max(100).nullable().default(null),
  result: z.enum(sanitisationResults),
  /** What went wrong; of what failed. */
  failure: line(500).default(''),
  note: line(500).default(''),
  doneAt: instant.nullable().default(null),
});
export type ProcedureDetails = z.infer<typeof procedureDetails>;

export const sanitisation = procedureDetails.extend({
  id,
  number: z.number().int(),
  method: z.enum(sanitisationMethods),
  doneAt: instant,
  operator: z.string(),
  operatorId: id,
  needsWitness: z.boolean(),
  witness: z.string().nullable(),
  witnessedAt: instant.nullable(),
  source: z.enum(['manual', 'scan', ...reportFormats]),
  /** Whether the policy of the day took it for enough. */
  sufficient: z.boolean(),
});
export type Sanitisation = z.infer<typeof sanitisation>;

export const mediumStates = ['open', 'failed', 'insufficient', 'to_witness', 'proved'] as const;
export type MediumState = (typeof mediumStates)[number];

export const medium = z.object({
  id,
  type: z.enum(mediaTypes),
  serial: z.string().nullable(),
  model: z.string(),
  capacityBytes: z.number().int().nullable(),
  state: z.enum(mediumStates),
  /** Of the present way out, the newest first. */
  records: z.array(sanitisation),
});
export type Medium = z.infer<typeof medium>;

export const mediaOfAsset = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string(), serial: z.string().nullable() }),
  holdsData: z.boolean(),
  retiring: z.boolean(),
  media: z.array(medium),
  /** Whether all of it is proved, so that it may leave. */
  mayLeave: z.boolean(),
  /** What its category suggests its medium is; null where nothing does. */
  proposedType: z.enum(mediaTypes).nullable(),
});
export type MediaOfAsset = z.infer<typeof mediaOfAsset>;

/** A record that waits for a second person. */
export const toWitness = sanitisation.extend({
  asset: reference,
  medium: z.object({ type: z.enum(mediaTypes), serial: z.string().nullable() }),
});
export type ToWitness = z.infer<typeof toWitness>;

/** The facts of a record by which it is judged. */
export interface JudgedRecord {
  result: SanitisationResult;
  sufficient: boolean;
  needsWitness: boolean;
  witnessed: boolean;
}

/** How a medium stands by its newest record; the trigger on the status of an asset asks the same. */
export function stateOfMedium(newest: JudgedRecord | null): MediumState {
  if (newest === null) return 'open';
  if (newest.result === 'failed') return 'failed';
  if (!newest.sufficient) return 'insufficient';
  return newest.needsWitness && !newest.witnessed ? 'to_witness' : 'proved';
}

export type GateVerdict = { allowed: true } | { allowed: false; because: 'MEDIA_UNKNOWN' | 'MEDIA_NOT_SANITISED' };

/** Whether an asset may leave: what holds data has media, and each of them is proved to be sanitised. */
export function mayLeave(holdsData: boolean, media: readonly MediumState[]): GateVerdict {
  if (holdsData && media.length === 0) return { allowed: false, because: 'MEDIA_UNKNOWN' };
  return media.every((state) => state === 'proved')
    ? { allowed: true }
    : { allowed: false, because: 'MEDIA_NOT_SANITISED' };
}

/** Whether the policy takes a record that passed for enough. What somebody looked into for nothing is confirmed, not measured. */
export function isSufficient(
  policy: SanitisationPolicy,
  { method, verification }: { method: SanitisationMethod; verification: Verification },
): boolean {
  if (method === 'inspect') return true;
  const order = sanitisationMethods.indexOf(method) - sanitisationMethods.indexOf(policy.least);
  return order >= 0 && (!policy.verify || verification !== 'none');
}

/** Whether somebody else confirms the record. That there was nothing in it is always said by two. */
export function needsWitness({ witness }: SanitisationPolicy, method: SanitisationMethod): boolean {
  return method === 'inspect' || witness === 'always' || (witness === 'destroy' && method === 'destroy');
}

export type RecordVerdict =
  | { allowed: true; method: SanitisationMethod }
  | { allowed: false; because: 'TECHNIQUE_UNFIT' | 'DESTROY_AFTER_FAILURE' | 'FAILURE_UNTOLD' };

/** Whether a record may be made: the technique does something to such a medium, and what failed once is destroyed. */
export function mayRecord(
  type: MediaType,
  { technique, result, failure }: Pick<ProcedureDetails, 'technique' | 'result' | 'failure'>,
  failedBefore: boolean,
): RecordVerdict {
  const method = methodOf(type, technique);
  if (method === null) return { allowed: false, because: 'TECHNIQUE_UNFIT' };
  if (failedBefore && method !== 'destroy') return { allowed: false, because: 'DESTROY_AFTER_FAILURE' };
  if (result === 'failed' && failure.trim() === '') return { allowed: false, because: 'FAILURE_UNTOLD' };
  return { allowed: true, method };
}
