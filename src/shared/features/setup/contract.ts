import * as z from 'zod';
import { tagScheme } from '#shared/features/assets/tag-scheme.ts';
import { line, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

export const organisation = z.object({
  name: requiredLine(120),
  /** ISO 4217 code that amounts without a currency are taken in. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  contact: line(200),
});
export type Organisation = z.infer<typeof organisation>;

export const setupContract = {
  /** What is still open of the first run. */
  progress: query('signed-in').output(z.object({ finished: z.boolean() })),
  getSettings: query('signed-in').output(
    z.object({
      organisation,
      tagScheme,
      nextTagNumber: z.number().int(),
      idleLockMinutes: z.number().int(),
      loanDays: z.number().int(),
      /** Whether somebody who neither counted nor decided must agree to what follows from a stocktake. */
      stocktakeSecondPerson: z.boolean(),
      sessionMinutes: z.number().int(),
    }),
  ),
  updateOrganisation: command('settings.edit').input(organisation),
  /** A next number goes forward only: tags that were given are not given again. */
  updateTagScheme: command('settings.edit').input(tagScheme.extend({ nextNumber: z.number().int().min(1).optional() })),
  updateDesk: command('settings.edit').input(
    z.object({
      idleLockMinutes: z.number().int().min(1).max(60),
      loanDays: z.number().int().min(1).max(365),
      /** Without a scan for so long, a scanner's session is about nobody any more. */
      sessionMinutes: z.number().int().min(1).max(240).optional(),
    }),
  ),
  updateStocktakes: command('settings.edit').input(z.object({ secondPerson: z.boolean() })),
  /** Ends the first run, with the sample data or empty. */
  finish: command('settings.edit').input(z.object({ sampleData: z.boolean() })),
};
