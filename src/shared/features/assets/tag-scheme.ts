import * as z from 'zod';

/** How tags are made: prefix and a padded running number, e.g. `IT-000123`. */
export const tagScheme = z.object({
  prefix: z
    .string()
    .trim()
    .max(12)
    .regex(/^[A-Z0-9-]*$/),
  digits: z.number().int().min(3).max(10),
});
export type TagScheme = z.infer<typeof tagScheme>;

export const initialTagScheme: TagScheme = { prefix: 'IT-', digits: 6 };

/** The tag of a running number; a number that outgrows its digits gets longer, never cut. */
export function formatTag(scheme: TagScheme, number: number): string {
  return `${scheme.prefix}${String(number).padStart(scheme.digits, '0')}`;
}
