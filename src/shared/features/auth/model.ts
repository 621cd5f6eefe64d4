import * as z from 'zod';
import { mixesScripts } from '#shared/primitives/scanned-code.ts';
import { day, id, instant, line, requiredLine } from '#shared/rpc/fields.ts';
import { passwordLength } from './password.ts';
import { builtInRoles, permissions } from './permissions.ts';
import { confirmedRoles, conflictKeys } from './separation.ts';

export const newPassword = z.string().min(passwordLength.min).max(passwordLength.max);
/** Compatibility forms are one name, and letters of two alphabets that look alike are none. */
export const username = requiredLine(64)
  .overwrite((name) => name.normalize('NFKC'))
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u)
  .refine((name) => !mixesScripts(name));

/** One of the application's roles, or one of the department's own. */
export const role = z.union([z.enum(builtInRoles), z.templateLiteral(['own:', z.int().positive()])]);

export const ownRoleDetails = z.object({
  name: requiredLine(60),
  description: line(200),
  permissions: z.array(z.enum(permissions)).min(1).max(permissions.length),
});
export type OwnRoleDetails = z.infer<typeof ownRoleDetails>;

export const roleRow = z.object({
  role,
  /** Null for a role of the application, whose words are in the resource file and which nobody changes. */
  own: z.object({ id, name: z.string(), description: z.string(), version: z.number().int() }).nullable(),
  permissions: z.array(z.enum(permissions)),
  /** Names of the active operators who hold it. */
  holders: z.array(z.string()),
});
export type RoleRow = z.infer<typeof roleRow>;

export const control = z.object({ conflict: z.enum(conflictKeys), control: requiredLine(500) });

/** A role that waits for a second administrator. */
export const grantRow = z.object({
  id,
  operatorId: id,
  name: z.string(),
  role: z.enum(confirmedRoles),
  askedById: id,
  askedBy: z.string(),
  askedAt: instant,
  expiresAt: instant,
});
export type GrantRow = z.infer<typeof grantRow>;

export const operator = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  active: z.boolean(),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
  /** Whether he is asked for a code after his password. */
  secondFactor: z.boolean(),
  /** What he may do although one person should not, with what makes up for it. */
  conflicts: z.array(control.extend({ id, allowedAt: instant })),
});
export type Operator = z.infer<typeof operator>;

/** Whether somebody needs a role still. */
export const accessDecisions = ['keep', 'withdraw'] as const;
export const accessDecision = z.object({ operatorId: id, role, decision: z.enum(accessDecisions) });
export type AccessDecision = z.infer<typeof accessDecision>;

export const accessReview = z.object({
  id,
  from: day,
  to: day,
  note: z.string(),
  reviewer: z.string(),
  at: instant,
  kept: z.number().int(),
  withdrawn: z.number().int(),
  /** What was to be withdrawn and is held still. */
  open: z.array(z.object({ operator: z.string(), role })),
});
export type AccessReview = z.infer<typeof accessReview>;

export const secondFactor = z.object({
  /** Null when nobody asks for a code. */
  since: instant.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactor = z.infer<typeof secondFactor>;

/** Six digits at least: with five guesses until the password is asked for, one in two hundred thousand gets in. */
export const pin = z.string().regex(/^\d{6,12}$/);

export const badgeState = z.object({
  /** The code of the badge; null when no badge opens the desk for this operator. */
  badge: z.string().nullable(),
  since: instant.nullable(),
  /** After too many wrong PINs: until the next sign-in with the password. */
  stopped: z.boolean(),
});
export type BadgeState = z.infer<typeof badgeState>;

export const sessionOperator = operator
  .pick({ id: true, username: true, displayName: true, roles: true })
  .extend({ permissions: z.array(z.enum(permissions)) });
export type SessionOperator = z.infer<typeof sessionOperator>;

/** Why the data folder can't be opened; each has a sentence that says what to do. */
export const storageProblem = z.enum([
  'IN_USE',
  'READ_ONLY',
  'FULL',
  'NEWER_VERSION',
  'CORRUPT',
  'VAULT_MISSING',
  'NETWORK',
  'MIGRATION_FAILED',
]);

export const sessionStatus = z.object({
  state: z.enum(['first-run', 'signed-out', 'signed-in', 'locked', 'unusable']),
  operator: sessionOperator.nullable(),
  problem: storageProblem.nullable(),
  dataFolder: z.string(),
  /** Names to choose from at sign-in: this is one desk, its operators know each other. */
  knownOperators: z.array(z.object({ username: z.string(), displayName: z.string() })),
  /** Minutes without input after which the desk locks itself. */
  idleLockMinutes: z.number().int(),
  /** Borrowers serve themselves at this window. */
  kiosk: z.boolean(),
});
export type SessionStatus = z.infer<typeof sessionStatus>;
