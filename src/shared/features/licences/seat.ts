import * as z from 'zod';
import { day, id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';

export const holderKinds = ['person', 'asset', 'department'] as const;
export type HolderKind = (typeof holderKinds)[number];
export const holder = z.object({ kind: z.enum(holderKinds), id });
export type Holder = z.infer<typeof holder>;

export const releaseReasons = ['by_hand', 'retired', 'left', 'lost', 'harvested', 'expired', 'run'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

export const seatDetails = z.object({
  productId: id,
  /** Null takes what has a free seat. */
  entitlementId: id.nullable(),
  holder,
  seats: z.number().int().min(1).max(1_000_000),
  project: line(120),
  /** The last day. */
  until: day.nullable(),
  /** Why there may be more seats than rights; null refuses it. */
  overrideReason: requiredLine(200).nullable(),
});
export type SeatDetails = z.infer<typeof seatDetails>;

export const seat = z.object({
  id,
  product: reference,
  entitlement: reference,
  holder: z.object({ kind: z.enum(holderKinds), id, name: z.string() }),
  seats: z.number().int(),
  project: z.string(),
  until: day.nullable(),
  givenAt: instant,
  overrideReason: z.string().nullable(),
  /** Whether it is installed where the seat is, and the last day of use that is known. */
  installed: z.boolean(),
  usedOn: day.nullable(),
});
export type Seat = z.infer<typeof seat>;

export const policyKinds = ['role', 'department', 'project', 'use'] as const;

export const policyDetails = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), kitId: id }),
  z.object({ kind: z.literal('department'), departmentId: id }),
  z.object({ kind: z.literal('project'), project: requiredLine(120) }),
  z.object({ kind: z.literal('use'), days: z.number().int().min(1).max(3650) }),
]);
export type PolicyDetails = z.infer<typeof policyDetails>;

export const policy = z.object({ id, kind: z.enum(policyKinds), name: z.string(), days: z.number().int().nullable() });
export type Policy = z.infer<typeof policy>;

/** What speaks for a seat, and what against it. */
export const adviceCodes = [
  'ROLE_FITS',
  'DEPARTMENT_FITS',
  'PROJECT_FITS',
  'NO_POLICY',
  'OUTSIDE_POLICY',
  'HAS_SEAT',
  'UNUSED_BEFORE',
  'LEAVES_SOON',
] as const;
export const advice = z.object({ code: z.enum(adviceCodes), name: z.string(), warns: z.boolean() });
export type Advice = z.infer<typeof advice>;

export const wish = z.object({
  id,
  product: reference,
  person: reference,
  reason: z.string(),
  wishedAt: instant,
});
export type Wish = z.infer<typeof wish>;

/** Why a seat is not given. */
export const seatErrors = {
  NO_FREE_SEAT: { data: z.object({ product: z.string() }) },
  ALREADY_ALLOCATED: { data: z.object({ name: z.string() }) },
  ASSET_OUT_OF_SERVICE: { data: z.object({ tag: z.string() }) },
  PERSON_ARCHIVED: { data: z.object({ name: z.string() }) },
} as const;
