import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, line, requiredLine } from '#shared/rpc/fields.ts';
import {
  mediaOfAsset,
  mediaTypes,
  procedureDetails,
  reportFormats,
  sanitisationPolicy,
  sanitisationResults,
  toWitness,
} from './sanitisation.ts';

const tagged = z.object({ tag: z.string() });
const ofMedium = z.object({ serial: z.string() });
/** A file as text: reports are small, and a text passes to the backend as it is. */
const reportText = z.string().min(1).max(5_000_000);

const recordErrors = {
  NOT_RETIRING: { data: tagged },
  TECHNIQUE_UNFIT: { data: ofMedium },
  DESTROY_AFTER_FAILURE: { data: ofMedium },
  FAILURE_UNTOLD: {},
  SANITISED_TOO_EARLY: { data: z.object({ serial: z.string(), since: z.string() }) },
  SANITISED_LATER: {},
} as const;

export const newMedium = z
  .object({
    assetId: id,
    type: z.enum(mediaTypes),
    serial: line(100).nullable(),
    model: line(120).default(''),
    capacityBytes: z.number().int().positive().nullable().default(null),
  })
  .refine(({ type, serial }) => (type === 'none') === (serial === null || serial === ''));

const reportLine = z.object({
  serial: z.string(),
  model: z.string(),
  result: z.enum(sanitisationResults),
  standard: z.string(),
  doneAt: z.string().nullable(),
  failure: z.string(),
  /** Whose medium it is; null when the register has no such medium. */
  asset: z.object({ id, tag: z.string() }).nullable(),
  /** Why it can't be recorded; null when it can. */
  refused: z.string().nullable(),
});
export type ReportLine = z.infer<typeof reportLine>;

export const sanitisationContract = {
  /** Media of an asset with what was done to each on its present way out. */
  media: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(mediaOfAsset),
  addMedium: command('media.sanitise')
    .input(newMedium)
    .output(z.object({ id }))
    .errors({
      MEDIUM_KNOWN: { data: z.object({ serial: z.string(), tag: z.string() }) },
      MEDIA_THERE: { data: tagged },
      ASSET_CLOSED: { data: tagged },
    }),
  /** It was taken out of one asset and put into another; what has to be proved of it goes along. */
  moveMedium: command('media.sanitise')
    .input(z.object({ id, assetId: id, reason: requiredLine(500) }))
    .errors({ ASSET_CLOSED: { data: tagged }, MEDIUM_OF_NOTHING: { data: tagged } }),
  recordSanitisation: command('media.sanitise')
    .input(procedureDetails.extend({ mediumId: id }))
    .output(z.object({ number: z.number().int() }))
    .errors(recordErrors),
  /** One scan of a medium, or of an asset with one open medium, records the procedure that is being gone through. */
  recordByScan: command('media.sanitise')
    .input(procedureDetails.extend({ code: requiredLine(200), type: z.enum(mediaTypes) }))
    .output(z.object({ number: z.number().int(), tag: z.string(), serial: z.string(), mayLeave: z.boolean() }))
    .errors({
      ...recordErrors,
      CODE_UNKNOWN: { data: z.object({ code: z.string() }) },
      MEDIA_SEVERAL: { data: z.object({ tag: z.string(), serials: z.string() }) },
      SERIAL_MISSING: { data: tagged },
      MEDIUM_KNOWN: { data: z.object({ serial: z.string(), tag: z.string() }) },
    }),
  listToWitness: query('asset.view').output(z.array(toWitness)),
  /** A second person says that he saw it. */
  witness: command('media.verify')
    .input(z.object({ ids: z.array(id).min(1).max(200) }))
    .errors({ WITNESS_IS_OPERATOR: { data: ofMedium }, WITNESSED_ALREADY: { data: ofMedium } }),
  /** What a report of an erasure tool says, matched by serial; nothing is written. */
  readReport: query('media.sanitise')
    .input(z.object({ text: reportText }))
    .output(
      z.object({
        format: z.enum(reportFormats),
        tool: z.string(),
        toolVersion: z.string(),
        lines: z.array(reportLine),
      }),
    )
    .errors({ REPORT_NOT_READ: {} }),
  /** Records what can be recorded of a report; the rest is told. */
  importReport: command('media.sanitise')
    .input(z.object({ text: reportText }))
    .output(z.object({ recorded: z.number().int(), failed: z.number().int(), left: z.number().int() }))
    .errors({ REPORT_NOT_READ: {}, REPORT_KNOWN: {}, REPORT_MATCHES_NOTHING: {} }),
  sanitisationPolicy: query('asset.view').output(sanitisationPolicy),
  saveSanitisationPolicy: command('settings.edit').input(sanitisationPolicy),
};
