import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { instant } from '#shared/rpc/fields.ts';
import { backupPlan, backupRun, standings } from './model.ts';

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
    .errors({ FOLDER_UNUSABLE: { data: z.object({ folder: z.string() }) } }),
  chooseFolder: query('backup.run').output(z.object({ path: z.string().nullable() })),
  chooseFile: query('backup.run').output(z.object({ path: z.string().nullable() })),
  /** Everything in one encrypted file, read back before it counts; into the folder of the plan where no path is given. */
  backUp: job('backup.run')
    .input(z.object({ path: z.string().min(1).max(4096).nullable().default(null) }))
    .output(started),
  /** Restores the newest backup into a folder of its own, reads all of it, and takes it away again. */
  drill: job('backup.run').output(started).errors({ NO_BACKUP: {} }),
  /** Reads the whole register: every page, every entry of the journal. */
  check: job('backup.run').output(started),
};
