import * as z from 'zod';

/** A text in an address, which is read as a number when it looks like one. */
export const searchText = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().max(200),
);
