import * as z from 'zod';
import { isReservedCode } from '#shared/primitives/scanned-code.ts';
import { SOUND_LINE, SOUND_TEXT } from '#shared/primitives/text.ts';

/** Integer primary key: identifies a row to the program, never shown to people. */
export const id = z.number().int().positive();

/** One line of text as people type it: trimmed, without control characters. */
export const line = (max = 200) => z.string().trim().max(max).regex(SOUND_LINE);

export const requiredLine = (max = 200) => line(max).min(1);

/** A code that is printed and scanned: none that the desk keeps for its command cards. */
export const ownCode = (max: number) => line(max).refine((code) => !isReservedCode(code));

/** Several lines of text. */
export const text = (max = 10_000) => z.string().max(max).regex(SOUND_TEXT);

/** Calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** Instant, ISO-8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Integer minor units (cents) of an ISO 4217 currency. */
export const money = z.object({ minor: z.number().int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** A row that another row points at, with the name that people know it by. */
export const reference = z.object({ id, name: z.string() });
export type Reference = z.infer<typeof reference>;

/** Where a page ended, as the answer before told it: the sort value of its last row and more. */
export const cursor = z.string().max(8000);

/** A job, as its start named it. */
export const jobId = z.string().max(100);

/** A record of so many entries at most; its description says so, too, which a refinement doesn't. */
export const atMost = <Entries extends z.ZodType<Readonly<Record<string, unknown>>>>(most: number, entries: Entries) =>
  entries.refine((value) => Object.keys(value).length <= most).meta({ maxProperties: most });

export const sortDirection = z.enum(['ascending', 'descending']);

/** A page of a list by keyset: pass `nextCursor` back to get what follows. */
export const page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
    totalIsExact: z.boolean(),
  });
