import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { id, requiredLine } from '#shared/rpc/fields.ts';
import { keysOverview } from './model.ts';

const password = z.string().max(1024);

const passwordErrors = {
  WRONG_CREDENTIALS: {},
  TRY_LATER: { data: z.object({ seconds: z.number().int() }) },
} as const;

/** The data key that everything is encrypted under, and the phrase that opens it when no password does. */
export const keysContract = {
  overview: query('operator.manage').output(keysOverview),
  /** Encrypts everything under a new key: a copy first, then both in one step, read back before it counts. */
  changeDataKey: job('operator.manage')
    .input(z.object({ password }))
    .output(z.object({ jobId: z.string() }))
    .errors({
      ...passwordErrors,
      /** What is running reads or writes under the present key. */
      JOBS_RUNNING: {},
      /** Nothing can be sealed for these yet: each gives the password once, or a new phrase is made. */
      SLOTS_NOT_READY: { data: z.object({ names: z.string(), phrase: z.boolean() }) },
    }),
  /** Puts the slots of operators under the keychain of the system as well, or takes them out again. */
  setKeychain: command('operator.manage')
    .input(z.object({ on: z.boolean(), password }))
    .errors({
      ...passwordErrors,
      KEYCHAIN_UNAVAILABLE: { data: z.object({ store: z.string() }) },
      KEYCHAIN_SLOTS_LOST: { data: z.object({ names: z.string() }) },
    }),
  /** The way out: everything in clear, in an empty folder. */
  exportDecrypted: job('backup.run')
    .input(z.object({ folder: z.string().min(1).max(4096), password }))
    .output(z.object({ jobId: z.string() }))
    .errors(passwordErrors),
  /** Asks a second administrator. */
  askForPhrase: command('operator.manage')
    .input(z.object({ reason: requiredLine(500) }))
    .output(z.object({ id }))
    .errors({ NO_SECOND_ADMINISTRATOR: {} }),
  decidePhrase: command('operator.manage')
    .input(z.object({ id, confirmed: z.boolean() }))
    .errors({ SECOND_ADMINISTRATOR: {} }),
  /** Makes a new phrase and answers with it this once; the one before opens nothing any more. */
  issuePhrase: command('operator.manage')
    .input(z.object({ password }))
    .output(z.object({ recoveryPhrase: z.string() }))
    .errors({ ...passwordErrors, NOT_CONFIRMED: {} }),
};
