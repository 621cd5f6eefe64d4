import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealedWith, readSigned, writeSigned } from './signed-file.ts';

const format = 'quartermaster-stocktake-result/1';
const dataKey = new Uint8Array(32).fill(7);
const ticket = 'ab'.repeat(32);
const written = writeSigned(format, { name: 'Größe', sightings: [1, 2, 3] }, dataKey, ticket);

describe('a signed file', () => {
  it('[K3] reads back as it was written, and names the database that wrote it', () => {
    const verdict = readSigned(format, written.text);
    if (!verdict.readable) throw new Error(verdict.because);
    expect(verdict.file).toMatchObject({ body: { name: 'Größe', sightings: [1, 2, 3] }, sha256: written.sha256 });
    expect(isSealedWith(verdict.file, ticket)).toBe(true);
    const other = readSigned(format, writeSigned(format, {}, new Uint8Array(32).fill(8), null).text);
    expect(other.readable && other.file.fingerprint).not.toBe(verdict.file.fingerprint);
  });

  it('[K3] with any character changed is never taken for what was signed and sealed', () => {
    fc.assert(
      fc.property(fc.nat(written.text.length - 2), fc.string({ minLength: 1, maxLength: 2 }), (at, text) => {
        const changed = written.text.slice(0, at) + text + written.text.slice(at + 1);
        fc.pre(changed !== written.text);
        const verdict = readSigned(format, changed);
        const accepted = verdict.readable && isSealedWith(verdict.file, ticket);
        // Space between the members of the first line says nothing.
        if (accepted)
          expect(JSON.parse(changed.split('\n')[0] ?? '')).toEqual(JSON.parse(written.text.split('\n')[0] ?? ''));
      }),
    );
  });

  it('[K3] signed anew by somebody without the ticket does not fit the plan', () => {
    const forged = readSigned(format, writeSigned(format, { sightings: [] }, dataKey, 'cd'.repeat(32)).text);
    expect(forged.readable && isSealedWith(forged.file, ticket)).toBe(false);
  });

  it('[K3] of another kind is no file of this one', () => {
    expect(readSigned('quartermaster-stocktake-plan/1', written.text)).toEqual({
      readable: false,
      because: 'COUNT_FILE_UNREADABLE',
    });
  });
});
