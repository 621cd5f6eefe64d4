import { createHash } from 'node:crypto';

/**
 * Running SHA-256 over rows of canonical texts, one JSON array and a line feed for each: the same bytes over which the
 * workbook writer runs the digest of a sheet, so that what is read back can be compared with what was written.
 */
export class TextDigest {
  readonly #hash = createHash('sha256');

  add(texts: readonly (string | null)[]): void {
    this.#hash.update(`${JSON.stringify(texts)}\n`, 'utf8');
  }

  /** Lower-case hexadecimal; ends the digest. */
  finish(): string {
    return this.#hash.digest('hex');
  }
}
