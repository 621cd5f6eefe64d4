import * as z from 'zod';
import { id, instant, requiredLine } from '#shared/rpc/fields.ts';
import { passwordLength } from './password.ts';
import { permissions, roles } from './permissions.ts';

export const newPassword = z.string().min(passwordLength.min).max(passwordLength.max);
export const username = requiredLine(64).regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u);

export const operator = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  active: z.boolean(),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
  /** Whether he is asked for a code after his password. */
  secondFactor: z.boolean(),
});
export type Operator = z.infer<typeof operator>;

export const secondFactor = z.object({
  /** Null when nobody asks for a code. */
  since: instant.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactor = z.infer<typeof secondFactor>;

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
