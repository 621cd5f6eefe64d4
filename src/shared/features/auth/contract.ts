import * as z from 'zod';
import { id, requiredLine } from '#shared/rpc/fields.ts';
import { command, inKiosk, query } from '#shared/rpc/define.ts';
import { newPassword, operator, secondFactor, sessionOperator, sessionStatus, username } from './model.ts';
import { roles } from './permissions.ts';

const signInErrors = {
  WRONG_CREDENTIALS: {},
  TRY_LATER: { data: z.object({ seconds: z.number().int() }) },
  DATA_UNUSABLE: { data: z.object({ problem: sessionStatus.shape.problem.unwrap() }) },
} as const;

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const authContract = {
  status: query('public', inKiosk).output(sessionStatus),
  /** First run: makes vault, database and the first operator; answers with the phrase to print. */
  createAdministrator: command('public')
    .input(z.object({ username, displayName: requiredLine(), password: newPassword }))
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
      z.object({ username, displayName: requiredLine(), password: newPassword, roles: z.array(z.enum(roles)).min(1) }),
    )
    .output(z.object({ id }))
    .errors({ USERNAME_TAKEN: { data: z.object({ username: z.string() }) }, PASSWORD_TOO_COMMON: {} }),
  updateOperator: command('operator.manage')
    .input(
      z.object({
        id,
        displayName: requiredLine(),
        roles: z.array(z.enum(roles)).min(1),
        active: z.boolean(),
        password: newPassword.nullable().default(null),
      }),
    )
    .errors({ LAST_ADMINISTRATOR: {}, PASSWORD_REQUIRED: {}, PASSWORD_TOO_COMMON: {} }),
};
