import * as z from 'zod';
import { command, job, query } from '#shared/rpc/define.ts';
import { id, instant, requiredLine } from '#shared/rpc/fields.ts';
import type { LabelLayout } from './layout.ts';

/** What printers understand: ZPL II, TSPL, EPL2 and the raster commands of Brother QL. */
export const printerLanguages = ['zpl', 'tspl', 'epl', 'brother'] as const;
export type PrinterLanguage = (typeof printerLanguages)[number];
/** The only resolution of Brother QL. */
export const brotherDpi = 300;

/**
 * How a printer is reached: `tcp` its raw port; `queue` a queue of the system that passes bytes on as they are; `pages`
 * any printer of the system, which gets pages of the label's or sheet's size; `simulator` no hardware at all.
 */
export const printerTransports = ['tcp', 'queue', 'pages', 'simulator'] as const;
export type PrinterTransport = (typeof printerTransports)[number];

/** Host name or address in the local network. */
export const printerHost = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/);

/** Of the ports that belong to known services only those of printing (RFC 1179, RFC 8011): nothing else is written to. */
export const printerPort = z
  .number()
  .int()
  .max(65_535)
  .refine((port) => port >= 1024 || port === 515 || port === 631);

/** As CUPS and Windows allow them; never anything that a program could take for an option. */
export const queueName = z
  .string()
  .trim()
  .min(1)
  .max(220)
  .regex(/^[^\p{Cc}\-/#][^\p{Cc}/#]*$/u);

const mediumKey = z.string().max(60);

export const printerDetails = z.object({
  name: requiredLine(80),
  transport: z.enum(printerTransports).default('tcp'),
  host: printerHost.default('127.0.0.1'),
  port: printerPort,
  queue: queueName.nullable().default(null),
  language: z.enum(printerLanguages),
  dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]),
  offsetXDots: z.number().int().min(-200).max(200),
  offsetYDots: z.number().int().min(-200).max(200),
  darkness: z.number().int().min(0).max(30).nullable(),
  /** What is loaded; null where nobody has said. */
  mediumKey: mediumKey.nullable().default(null),
  /** It writes the tags of RFID labels and reads them back. */
  encodes: z.boolean().default(false),
});
export type PrinterDetails = z.infer<typeof printerDetails>;
export const printer = printerDetails.extend({ id });
export type Printer = z.infer<typeof printer>;

/** Farthest that a print can be moved, micrometres. */
export const farthestOffsetUm = 20_000;
const offsetUm = z.number().int().min(-farthestOffsetUm).max(farthestOffsetUm);

/** What holds for a printer while one medium is loaded; it takes the place of the printer's own settings. */
export const mediumSettings = z.object({
  printerId: id,
  mediumKey,
  /** Micrometres to the right and down. */
  offsetXUm: offsetUm,
  offsetYUm: offsetUm,
  darkness: z.number().int().min(0).max(30).nullable(),
  /** Inches a second. */
  speed: z.number().int().min(1).max(14).nullable(),
});
export type MediumSettings = z.infer<typeof mediumSettings>;

/** Faults that a simulated printer can be given. */
export const simulatedFaults = ['paperOut', 'headOpen', 'silent', 'acceptsAndDrops', 'tagFails'] as const;
export type SimulatedFault = (typeof simulatedFaults)[number];

const simulatedPrinter = z.object({
  faults: z.array(z.enum(simulatedFaults)),
  /** The roll ends after so many labels; null where it never does. */
  rollEndsAfter: z.number().int().nullable(),
  /** Labels that left it since it was switched on. */
  printed: z.number().int(),
});
export type SimulatedPrinter = z.infer<typeof simulatedPrinter>;

const queueState = z.enum(['ready', 'printing', 'stopped']);
export type QueueState = z.infer<typeof queueState>;

const cannotReach = { NO_SUCH_MEDIUM: { data: z.object({ key: z.string() }) } } as const;

export const printerContract = {
  listPrinters: query('asset.view').output(z.array(printer)),
  savePrinter: command('device.configure')
    .input(printerDetails.extend({ id: id.nullable() }))
    .output(z.object({ id }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      RESOLUTION_NOT_OFFERED: { data: z.object({ dpi: z.number() }) },
      CANNOT_ENCODE: {},
      ...cannotReach,
    }),
  archivePrinter: command('device.configure').input(z.object({ id })),
  printerStatus: query('asset.view')
    .input(z.object({ id }))
    .output(z.object({ state: z.enum(['ready', 'fault', 'silent', 'unreachable']), faults: z.array(z.string()) })),
  /** Printers that this computer's system knows; `problem` says why there are none. */
  systemQueues: query('device.configure').output(
    z.object({
      queues: z.array(z.object({ name: z.string(), state: queueState })),
      problem: z.string().nullable(),
    }),
  ),
  printerMedia: query('asset.view')
    .input(z.object({ printerId: id }))
    .output(z.array(mediumSettings.extend({ changedAt: instant, operator: z.string() }))),
  saveMediumSettings: command('device.configure').input(mediumSettings).errors(cannotReach),
  /** The card that is printed for a medium, as it would come out. */
  calibrationCard: query('device.configure')
    .input(z.object({ printerId: id, mediumKey }))
    .output(z.custom<LabelLayout>((value) => typeof value === 'object' && value !== null))
    .errors(cannotReach),
  /** Prints a card with a frame at a known distance from every edge, by the settings as they are. */
  printCalibration: job('device.configure')
    .input(mediumSettings)
    .output(z.object({ state: z.enum(['confirmed', 'sent', 'refused', 'failed', 'unknown']), reason: z.string() }))
    .errors(cannotReach),
  simulatedPrinter: query('device.configure').input(z.object({ id })).output(simulatedPrinter),
  /** Works a simulated printer as a person works a real one: opens its head, takes its roll out. */
  workPrinter: query('device.configure')
    .input(
      z.object({
        id,
        faults: z.array(z.enum(simulatedFaults)).max(simulatedFaults.length),
        rollEndsAfter: z.number().int().min(0).max(10_000).nullable(),
      }),
    )
    .output(simulatedPrinter),
};
