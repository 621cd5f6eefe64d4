import * as z from 'zod';
import { frozenError } from '#shared/features/assets/frozen-error.ts';
import { attachErrors, attachment, fileToAttach } from '#shared/rpc/attachment.ts';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, line, requiredLine, text } from '#shared/rpc/fields.ts';
import { certificate, certificateKinds } from './certificate.ts';
import {
  handOver,
  lot,
  lotOutcomes,
  lotRow,
  lotStates,
  receivedLine,
  recyclerCertificate,
  recyclerSchemes,
} from './lot.ts';
import { unsanitised } from './unsanitised.ts';

const version = z.number().int();
const tagged = z.object({ tag: z.string() });
const inState = { LOT_STATE: { data: z.object({ state: z.enum(lotStates) }) } } as const;
const grams = z.number().int().positive().max(100_000_000).nullable();
const language = z.enum(['en', 'de']);

export const lotContract = {
  listLots: query('asset.view')
    .input(z.object({ states: z.array(z.enum(lotStates)).max(lotStates.length).optional() }))
    .output(z.array(lotRow)),
  getLot: query('asset.view').input(z.object({ id })).output(lot),
  createLot: command('lot.ship')
    .input(
      z.object({
        supplierId: id,
        outcome: z.enum(lotOutcomes),
        currency: z.string().regex(/^[A-Z]{3}$/),
        note: line(500).default(''),
      }),
    )
    .output(z.object({ id, number: z.number().int() })),
  /** Adds what was scanned: an asset that may leave. */
  addToLot: command('lot.ship')
    .input(z.object({ id, code: requiredLine(200), weightGrams: grams.default(null) }))
    .output(z.object({ assetId: id, tag: z.string() }))
    .errors({
      ...inState,
      ...unsanitised,
      CODE_UNKNOWN: { data: z.object({ code: z.string() }) },
      NOT_RETIRING: { data: tagged },
      IN_LOT_ALREADY: { data: z.object({ tag: z.string(), number: z.number().int() }) },
    }),
  removeFromLot: command('lot.ship')
    .input(z.object({ id, assetId: id }))
    .errors(inState),
  /** Weight of each asset and of all, seals. */
  packLot: command('lot.ship')
    .input(
      z.object({
        id,
        version,
        weightGrams: grams,
        seals: z.array(requiredLine(60)).max(50),
        weights: z.array(z.object({ assetId: id, grams })).max(5000),
      }),
    )
    .errors({ ...inState, SEAL_TWICE: { data: z.object({ seal: z.string() }) } }),
  /** It leaves the house: the recycler's certification is asked for as of today, and each asset whether it may leave. */
  handOverLot: command('lot.ship')
    .input(handOver.extend({ id, version }))
    .errors({
      ...inState,
      ...unsanitised,
      ...frozenError,
      LOT_EMPTY: {},
      NOT_RETIRING: { data: tagged },
      SIGNATURE_MISSING: {},
      RECYCLER_NOT_CERTIFIED: { data: z.object({ recycler: z.string(), expired: z.string().nullable() }) },
    }),
  /** What the recycler certified, by serial; a later list adds to an earlier one. */
  receiveCertificate: command('lot.ship')
    .input(z.object({ id, lines: z.array(receivedLine).min(1).max(5000) }))
    .output(z.object({ matched: z.number().int(), unknown: z.number().int() }))
    .errors(inState),
  /** Proceeds and cost: shared out by weight when they are given for all, or said for each. */
  settleLot: command('lot.ship')
    .input(
      z.object({
        id,
        version,
        amounts: z.union([
          z.object({ proceedsMinor: z.number().int().min(0), costMinor: z.number().int().min(0) }),
          z
            .array(
              z.object({ assetId: id, proceedsMinor: z.number().int().min(0), costMinor: z.number().int().min(0) }),
            )
            .max(100_000),
        ]),
        note: text(1000).default(''),
      }),
    )
    .errors({ ...inState, DIFFERENCES_UNTOLD: { data: z.object({ missing: z.number(), unknown: z.number() }) } }),
  /** What the recycler sent about a lot, as files. */
  listPapers: query('asset.view')
    .input(z.object({ lotId: id }))
    .output(z.array(attachment)),
  paperContent: query('asset.view')
    .input(z.object({ id, thumbnail: z.boolean() }))
    .output(z.file())
    .errors({ ATTACHMENT_DAMAGED: {} }),
  attachPaper: command('lot.ship')
    .input(fileToAttach.extend({ lotId: id }))
    .output(z.object({ id }))
    .errors(attachErrors),
  archivePaper: command('lot.ship').input(z.object({ id })),
  openPaper: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
  listCertifications: query('supplier.view')
    .input(z.object({ supplierId: id }))
    .output(z.array(recyclerCertificate)),
  addCertification: command('lot.ship')
    .input(
      z
        .object({
          supplierId: id,
          scheme: z.enum(recyclerSchemes),
          number: requiredLine(100),
          validFrom: day,
          validUntil: day,
        })
        .refine(({ validFrom, validUntil }) => validFrom <= validUntil),
    )
    .output(z.object({ id })),
  withdrawCertification: command('lot.ship').input(z.object({ id, reason: requiredLine(500) })),
  /** Certificates of an asset or of a lot, the newest first. */
  listCertificates: query('asset.view')
    .input(z.union([z.object({ assetId: id }), z.object({ lotId: id })]))
    .output(z.array(certificate)),
  /** Finds what a certificate's QR code leads to. */
  findCertificate: query('asset.view')
    .input(z.object({ code: requiredLine(200) }))
    .output(certificate.nullable()),
  /** Certifies what is proved of an asset; what leaves with a lot is certified by handing over. */
  issueCertificate: command('media.verify')
    .input(z.object({ assetId: id, kind: z.enum(certificateKinds).exclude(['lot']) }))
    .output(z.object({ id, number: z.number().int() }))
    .errors({ ...unsanitised, NOTHING_TO_CERTIFY: { data: tagged } }),
  /** Asks where, then writes certificates as one PDF; null when nobody chose. */
  saveCertificates: command('asset.view')
    .input(z.object({ ids: z.array(id).min(1).max(1000), language }))
    .output(z.object({ path: z.string().nullable() })),
};
