import * as z from 'zod';

/** The newest entry of the journal at some time: its number and its hash, which stands for all entries before it. */
export const journalHead = z.object({ seq: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type JournalHead = z.infer<typeof journalHead>;

/** A head as one line of a mail or on paper: `4711 3fa9…`. */
export function textOfHead({ seq, hash }: JournalHead): string {
  return `${seq} ${hash}`;
}

/**
 * Every head in a text, however it is quoted: a number, then 64 hexadecimal digits, which a mail may have broken into
 * lines or groups.
 */
export function headsIn(text: string): JournalHead[] {
  return [...text.matchAll(/(?<![\da-f])(\d{1,15})[\s:>=]+((?:[\da-f][\s>=]*){64})(?![\da-f])/gi)].map(
    ([, seq, hash]) => ({
      seq: Number(seq),
      hash: (hash ?? '').replaceAll(/[^\da-f]/gi, '').toLowerCase(),
    }),
  );
}
