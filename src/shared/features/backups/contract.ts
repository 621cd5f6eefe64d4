import * as z from 'zod';
import { eventIterator } from '@orpc/contract';
import { jobStatus } from '#shared/features/application/contract.ts';
import { command, job, query, stream } from '#shared/rpc/define.ts';
import { instant } from '#shared/rpc/fields.ts';
import { backupPlan, backupRun, foundBackup, salvaged, standings } from './model.ts';

/** Another administrator, where there is one, or the sealed recovery phrase. */
const second = z
  .union([
    z.object({ username: z.string().max(200), password: z.string().max(1024) }),
    z.object({ recoveryPhrase: z.string().max(400) }),
  ])
  .nullable()
  .default(null);

const turningBackErrors = {
  NOT_DAMAGED: {},
  WRONG_CREDENTIALS: {},
  TRY_LATER: { data: z.object({ seconds: z.number().int() }) },
  RESTORE_NEEDS_SECOND: { data: z.object({ names: z.string() }) },
} as const;

const started = z.object({ jobId: z.string() });

/** Backups of this register itself. */
export const backupsContract = {
  overview: query('backup.run').output(
    z.object({
      plan: backupPlan,
      /** Where the next one goes. */
      folder: z.string(),
      /** Whether that is the disk of the data. */
      besideData: z.boolean(),
      standing: z.enum(standings),
      nextAt: instant.nullable(),
      runs: z.array(backupRun),
    }),
  ),
  savePlan: command('backup.run')
    .input(backupPlan)
    .errors({
      FOLDER_UNUSABLE: { data: z.object({ folder: z.string() }) },
      FOLDER_OF_DATA: { data: z.object({ folder: z.string() }) },
    }),
  chooseFolder: query('backup.run').output(z.object({ path: z.string().nullable() })),
  chooseFile: query('backup.run').output(z.object({ path: z.string().nullable() })),
  /** Everything in one encrypted file, read back before it counts; into the folder of the plan where no path is given. */
  backUp: job('backup.run')
    .input(z.object({ path: z.string().min(1).max(4096).nullable().default(null) }))
    .output(started),
  /** Restores the newest backup into a folder of its own, reads all of it, and takes it away again. */
  drill: job('backup.run').output(started).errors({ NO_BACKUP: {} }),
  /** What there is to recover from; asked before anybody can sign in. */
  found: query('public').output(z.array(foundBackup)),
  /** Any file, chosen in a dialog; asked before anybody can sign in. */
  chooseFound: query('public').output(z.object({ path: z.string().nullable() })),
  /** Puts a backup in the place of a register that can't be read. */
  recover: command('public')
    .input(
      z.object({
        path: z.string().min(1).max(4096),
        username: z.string().max(200),
        password: z.string().max(1024),
        /** Of the day of the backup, where the data key was changed since and the password too. */
        passwordThen: z.string().max(1024).nullable().default(null),
        second,
      }),
    )
    .output(z.object({ madeAt: instant, entries: z.number().int(), setAside: z.string() }))
    .errors({
      ...turningBackErrors,
      BACKUP_UNREADABLE: { data: z.object({ file: z.string() }) },
      BACKUP_DAMAGED: { data: z.object({ file: z.string() }) },
      JOURNAL_BROKEN: { data: z.object({ file: z.string(), at: z.number().int() }) },
      /** It was made under a data key from before the last change, and opens with the password of its day. */
      BACKUP_OF_FORMER_KEY: { data: z.object({ file: z.string() }) },
      BACKUP_OF_ANOTHER: { data: z.object({ file: z.string() }) },
    }),
  /** Puts what can still be read of a damaged register in its place, for when no backup will do. */
  salvage: command('public')
    .input(z.object({ username: z.string().max(200), password: z.string().max(1024), second }))
    .output(salvaged)
    .errors({ ...turningBackErrors, NOTHING_TO_SALVAGE: { data: z.object({ file: z.string() }) } }),
  /** How far that is; asked, like it, before anybody can sign in. */
  salvageProgress: stream('public').output(eventIterator(jobStatus)),
  /** Ends it while it reads; the damaged register stays as it was. */
  cancelSalvage: query('public'),
  /** Reads the whole register: every page, every entry of the journal. */
  check: job('backup.run').output(started),
};
