import * as z from 'zod';
import { signature } from '#shared/features/custody/signature.ts';
import { day, id, instant, line, reference } from '#shared/rpc/fields.ts';
import { disposalOutcomes } from './model.ts';

/** Certifications of those who take things back. */
export const recyclerSchemes = ['r2v3', 'e_stewards', 'iso_14001', 'iso_27001', 'other'] as const;

/** Schemes that say how data and waste are handled; one of them is asked for where things are recycled or destroyed. */
const recyclingSchemes: readonly (typeof recyclerSchemes)[number][] = ['r2v3', 'e_stewards', 'iso_14001'];

export const lotStates = ['open', 'handed_over', 'settled'] as const;
export type LotState = (typeof lotStates)[number];

/** What a lot may be for: things that somebody takes away. */
export const lotOutcomes = disposalOutcomes.filter((outcome) => outcome !== 'ended');

export const recyclerCertificate = z.object({
  id,
  scheme: z.enum(recyclerSchemes),
  number: z.string(),
  validFrom: day,
  validUntil: day,
});
export type RecyclerCertificate = z.infer<typeof recyclerCertificate>;

/** Whether a recycler may be given a lot on a day: by a certification that covers the work and is valid that day. */
export function certificationOn(
  certificates: readonly RecyclerCertificate[],
  outcome: (typeof disposalOutcomes)[number],
  today: string,
): { allowed: true; certificate: RecyclerCertificate | null } | { allowed: false; expired: string | null } {
  if (outcome !== 'recycled' && outcome !== 'destroyed') return { allowed: true, certificate: null };
  const fitting = certificates.filter(({ scheme }) => recyclingSchemes.includes(scheme));
  const valid = fitting
    .filter(({ validFrom, validUntil }) => validFrom <= today && today <= validUntil)
    .toSorted((one, other) => (one.validUntil < other.validUntil ? 1 : -1));
  const [best] = valid;
  if (best) return { allowed: true, certificate: best };
  const ended = fitting.map(({ validUntil }) => validUntil).filter((until) => until < today);
  return { allowed: false, expired: ended.toSorted().at(-1) ?? null };
}

/**
 * Shares an amount out over parts in proportion to their weights, in whole minor units: what is left over by rounding
 * goes to the largest remainders, the earlier part first. Without any weight everybody gets the same.
 *
 * @returns as many amounts as weights, with the amount as their sum
 */
export function shareOut(minor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = total > 0 ? weights : weights.map(() => 1);
  const sum = total > 0 ? total : weights.length;
  const sign = minor < 0 ? -1n : 1n;
  const amount = BigInt(Math.abs(minor));
  const exact = parts.map((weight, index) => {
    const share = amount * BigInt(weight);
    return { index, whole: share / BigInt(sum), rest: share % BigInt(sum) };
  });
  let left = amount - exact.reduce((given, { whole }) => given + whole, 0n);
  const amounts = exact.map(({ whole }) => whole);
  for (const { index } of exact.toSorted((one, other) =>
    one.rest === other.rest ? one.index - other.index : one.rest < other.rest ? 1 : -1,
  )) {
    if (left === 0n) break;
    amounts[index] = (amounts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return amounts.map((each) => Number(sign * each));
}

/** A line of the certificate that a recycler sends back. */
export const receivedLine = z.object({
  serial: line(100),
  number: line(100).default(''),
  result: line(200).default(''),
});
export type ReceivedLine = z.infer<typeof receivedLine>;

/** What of a lot the recycler certified: matched, on his list but not in the lot, or in the lot and not on his list. */
export function differencesOf(
  inLot: readonly { tag: string; codes: readonly string[] }[],
  received: readonly { serial: string }[],
): { missing: string[]; unknown: string[] } {
  const key = (code: string) => code.trim().toUpperCase();
  const certified = new Set(received.map(({ serial }) => key(serial)));
  const known = new Set(inLot.flatMap(({ codes }) => codes.map(key)));
  return {
    missing: inLot.filter(({ codes }) => !codes.some((code) => certified.has(key(code)))).map(({ tag }) => tag),
    unknown: received.map(({ serial }) => serial).filter((serial) => !known.has(key(serial))),
  };
}

const lotAsset = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string(), serial: z.string().nullable() }),
  addedAt: instant,
  addedBy: z.string(),
  weightGrams: z.number().int().nullable(),
  proceedsMinor: z.number().int(),
  costMinor: z.number().int(),
  /** Numbers under which the recycler certified it; empty while he has not. */
  certified: z.array(z.string()),
});

export const handOver = z.object({
  carrier: line(200),
  receiver: line(200).min(1),
  signature,
});
export type HandOver = z.infer<typeof handOver>;

export const lotRow = z.object({
  id,
  number: z.number().int(),
  state: z.enum(lotStates),
  outcome: z.enum(disposalOutcomes),
  recycler: reference,
  assets: z.number().int(),
  createdAt: instant,
  handedOverAt: instant.nullable(),
});
export type LotRow = z.infer<typeof lotRow>;

export const lot = lotRow.omit({ assets: true }).extend({
  note: z.string(),
  currency: z.string(),
  seals: z.array(z.string()),
  weightGrams: z.number().int().nullable(),
  carrier: z.string().nullable(),
  receiver: z.string().nullable(),
  handedOverBy: z.string().nullable(),
  certification: recyclerCertificate.nullable(),
  assets: z.array(lotAsset),
  received: z.array(receivedLine),
  missing: z.array(z.string()),
  unknown: z.array(z.string()),
  settledAt: instant.nullable(),
  settlementNote: z.string().nullable(),
  version: z.number().int(),
});
export type Lot = z.infer<typeof lot>;
