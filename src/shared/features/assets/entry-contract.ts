import * as z from 'zod';
import { id, instant, line, text } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { categoryErrors } from './category-contract.ts';
import { fieldErrors } from './field-contract.ts';
import { fieldTexts } from './fields.ts';
import { identityErrors } from './identity-errors.ts';
import { assetDetails, identifier, serial, tag } from './model.ts';

/** What all units of an entry have in common. */
export const entryTemplate = assetDetails
  .omit({ serial: true })
  .extend({ placeId: id.nullable(), fields: fieldTexts.default({}) });
export type EntryTemplate = z.infer<typeof entryTemplate>;

/** What one unit has for itself. */
export const newUnit = z.object({
  /** Null takes the next tag of the scheme or of the label roll. */
  tag: tag.nullable(),
  serial: serial.nullable(),
  name: line().nullable(),
  notes: text(2000).nullable(),
  identifiers: z.array(identifier).max(20),
});
export type NewUnit = z.infer<typeof newUnit>;

export const entryUnit = z.object({
  id,
  tag: z.string(),
  serial: z.string().nullable(),
  name: z.string().nullable(),
  identifiers: z.array(identifier),
});
export type EntryUnit = z.infer<typeof entryUnit>;

const entry = z.object({
  id,
  template: entryTemplate,
  blockId: id.nullable(),
  createdAt: instant,
  units: z.array(entryUnit),
});
export type Entry = z.infer<typeof entry>;

const unitErrors = {
  ...identityErrors,
  ALREADY_ENTERED: { data: z.object({ value: z.string(), tag: z.string() }) },
  BLOCK_USED_UP: {},
} as const;

/**
 * Fast entry: a template, then unit after unit. Each unit is on the disk before its beep; all become assets together,
 * in one transaction, when the entry is finished.
 */
export const entryContract = {
  /** The operator's unfinished entry, which outlives the window and a crash. */
  currentEntry: query('asset.create').output(entry.nullable()),
  /** Begins an entry, or changes the template of the one that is open. */
  startEntry: command('asset.create')
    .input(z.object({ template: entryTemplate, blockId: id.nullable() }))
    .output(z.object({ entryId: id }))
    .errors({ ...fieldErrors, ...categoryErrors }),
  addUnits: command('asset.create')
    .input(z.object({ entryId: id, units: z.array(newUnit).min(1).max(500) }))
    .output(z.array(entryUnit))
    .errors(unitErrors),
  /** Cells that {@link addUnits} would refuse, all of them at once, for a grid. */
  checkUnits: query('asset.create')
    .input(z.object({ entryId: id, units: z.array(newUnit).max(500) }))
    .output(
      z.array(
        z.object({
          row: z.number().int(),
          column: z.enum(['tag', 'serial']),
          code: z.enum(['TAG_TAKEN', 'TAG_RELEASED', 'SERIAL_TAKEN', 'ALREADY_ENTERED']),
          tag: z.string(),
        }),
      ),
    ),
  /** Takes the last unit back; its tag goes to the next one. */
  undoUnit: command('asset.create')
    .input(z.object({ entryId: id }))
    .output(z.object({ tag: z.string(), serial: z.string().nullable() }))
    .errors({ NOTHING_TO_UNDO: {} }),
  finishEntry: command('asset.create')
    .input(z.object({ entryId: id }))
    .output(z.array(z.object({ id, tag: z.string() })))
    .errors({ ...unitErrors, ...fieldErrors, ...categoryErrors }),
  discardEntry: command('asset.create').input(z.object({ entryId: id })),
};
