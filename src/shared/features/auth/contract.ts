import * as z from 'zod';
import { day, id, line, requiredLine } from '#shared/rpc/fields.ts';
import { command, inKiosk, query } from '#shared/rpc/define.ts';
import {
  accessDecision,
  accessReview,
  badgeState,
  control,
  grantRow,
  newPassword,
  operator,
  ownRoleDetails,
  pin,
  role,
  roleRow,
  secondFactor,
  sessionOperator,
  sessionStatus,
  username,
} from './model.ts';
import { conflictKeys } from './separation.ts';
import { permissions } from './permissions.ts';

const signInErrors = {
  WRONG_CREDENTIALS: {},
  TRY_LATER: { data: z.object({ seconds: z.number().int() }) },
  DATA_UNUSABLE: { data: z.object({ problem: sessionStatus.shape.problem.unwrap() }) },
} as const;

/** Roles that one person should not hold together; `allowed` says whether a small team may, for a written reason. */
const conflictErrors = {
  ROLES_CONFLICT: {
    data: z.object({ conflicts: z.array(z.enum(conflictKeys)), allowed: z.boolean(), names: z.string() }),
  },
} as const;

const ownRoleErrors = {
  ROLE_NAME_TAKEN: { data: z.object({ name: z.string() }) },
  PERMISSIONS_RESERVED: { data: z.object({ permissions: z.array(z.enum(permissions)) }) },
} as const;

const seen = z.object({ id, version: z.number().int() });

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const authContract = {
  status: query('public', inKiosk).output(sessionStatus),
  /** First run: makes vault, database and the first operator; answers with the phrase to print. */
  createAdministrator: command('public')
    .input(
      z.object({
        username,
        displayName: requiredLine(),
        password: newPassword,
        /** Begins without colleagues, so holds every role that needs no second person; otherwise only rules over the rest. */
        alone: z.boolean().default(true),
        /** What makes up for the conflicts in that. */
        control: requiredLine(500).nullable().default(null),
      }),
    )
    .output(z.object({ recoveryPhrase: z.string() }))
    .errors({ ALREADY_SET_UP: {}, PASSWORD_TOO_COMMON: {}, ...signInErrors }),
  signIn: command('public')
    .input(
      z.object({
        username: z.string().max(200),
        password: z.string().max(1024),
        /** Of the authenticator, or a recovery code; for whoever has turned the second factor on. */
        code: z.string().max(40).nullable().default(null),
      }),
    )
    .output(sessionOperator)
    .errors({ ...signInErrors, SECOND_FACTOR_REQUIRED: {}, WRONG_CODE: {} }),
  recover: command('public')
    .input(z.object({ username: z.string().max(200), recoveryPhrase: z.string().max(400), password: newPassword }))
    .output(sessionOperator)
    .errors({ ...signInErrors, PASSWORD_TOO_COMMON: {} }),
  signOut: command('public'),
  lock: command('public'),
  unlock: command('public', inKiosk)
    .input(z.object({ password: z.string().max(1024) }))
    .output(sessionOperator)
    .errors(signInErrors),
  /** Takes over a desk that is open, in place of whoever worked at it. */
  switchByBadge: command('public')
    .input(z.object({ badge: z.string().max(80), pin: z.string().max(20) }))
    .output(sessionOperator)
    .errors({ WRONG_CREDENTIALS: {}, PASSWORD_FIRST: {} }),
  badge: query('signed-in').output(badgeState),
  setBadge: command('signed-in')
    .input(z.object({ password: z.string().max(1024), badge: requiredLine(80).min(4), pin }))
    .errors({ ...signInErrors, BADGE_TAKEN: {}, PIN_GUESSABLE: {} }),
  removeBadge: command('signed-in'),
  /** Says that somebody is at the desk; keeps the idle lock away. */
  touch: query('signed-in'),
  changePassword: command('signed-in')
    .input(z.object({ password: z.string().max(1024), newPassword }))
    .errors({ WRONG_CREDENTIALS: {}, PASSWORD_TOO_COMMON: {} }),
  secondFactor: query('signed-in').output(secondFactor),
  /** A seed for the authenticator; it is asked for from the first right code on. */
  beginSecondFactor: command('signed-in')
    .input(z.object({ password: z.string().max(1024) }))
    .output(z.object({ secret: z.string(), address: z.string() }))
    .errors({ ...signInErrors, SECOND_FACTOR_ON: {} }),
  confirmSecondFactor: command('signed-in')
    .input(z.object({ code: z.string().max(40) }))
    .output(recoveryCodes)
    .errors({ WRONG_CODE: {} }),
  renewRecoveryCodes: command('signed-in')
    .input(z.object({ password: z.string().max(1024) }))
    .output(recoveryCodes)
    .errors({ ...signInErrors, SECOND_FACTOR_OFF: {} }),
  turnSecondFactorOff: command('signed-in')
    .input(z.object({ password: z.string().max(1024) }))
    .errors({ ...signInErrors, SECOND_FACTOR_OFF: {} }),
  /** For an operator who lost his authenticator and his codes. */
  resetSecondFactor: command('operator.manage')
    .input(z.object({ id, reason: requiredLine() }))
    .errors({ SECOND_FACTOR_OFF: {} }),
  listOperators: query('operator.manage').output(z.array(operator)),
  createOperator: command('operator.manage')
    .input(
      z.object({
        username,
        displayName: requiredLine(),
        password: newPassword,
        roles: z.array(role).min(1).max(100),
        controls: z.array(control).max(100).default([]),
      }),
    )
    .output(z.object({ id, waiting: z.array(role) }))
    .errors({
      USERNAME_TAKEN: { data: z.object({ username: z.string() }) },
      PASSWORD_TOO_COMMON: {},
      ...conflictErrors,
    }),
  updateOperator: command('operator.manage')
    .input(
      z.object({
        id,
        displayName: requiredLine(),
        roles: z.array(role).min(1).max(100),
        controls: z.array(control).max(100).default([]),
        active: z.boolean(),
        password: newPassword.nullable().default(null),
      }),
    )
    .output(z.object({ waiting: z.array(role) }))
    .errors({ LAST_ADMINISTRATOR: {}, PASSWORD_REQUIRED: {}, PASSWORD_TOO_COMMON: {}, ...conflictErrors }),
  /** Every role with what it holds: the matrix. */
  listRoles: query('signed-in').output(z.array(roleRow)),
  createRole: command('role.edit').input(ownRoleDetails).output(z.object({ id })).errors(ownRoleErrors),
  changeRole: command('role.edit')
    .input(z.object({ seen, details: ownRoleDetails }))
    .errors({ ...ownRoleErrors, ...conflictErrors }),
  archiveRole: command('role.edit')
    .input(seen)
    .errors({ ROLE_HELD: { data: z.object({ names: z.string() }) } }),
  /** Roles that wait for a second administrator. */
  listGrants: query('operator.manage').output(z.array(grantRow)),
  decideGrant: command('operator.manage')
    .input(z.object({ id, confirmed: z.boolean() }))
    .errors({ SECOND_ADMINISTRATOR: {}, ...conflictErrors }),
  /** Looks again at every role that somebody holds: which of them are needed still. Withdrawing them is another thing. */
  reviewAccess: command('operator.manage')
    .input(z.object({ from: day, to: day, note: line(500), decisions: z.array(accessDecision).min(1).max(2000) }))
    .output(z.object({ id }))
    .errors({ ROLES_CHANGED: {}, OWN_ACCESS: {}, PERIOD_IS_EMPTY: {} }),
  listAccessReviews: query('operator.manage').output(z.array(accessReview)),
};
