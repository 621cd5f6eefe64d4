import { describe, expect, it } from 'vitest';
import { accuses, ChainCheck, chainHash, chainMac, genesis } from '#backend/kernel/journal/chain.ts';
import type { ChainFault, ChainLink } from '#backend/kernel/journal/chain.ts';
import vectors from '#tests/fixtures/vectors/journal.json' with { type: 'json' };

interface Verdict {
  ok: boolean;
  seq: number;
  why?: string;
  clock_warnings?: number[];
}
interface Case {
  id: string;
  title: string;
  rows: ChainLink[];
  expect: Record<'plain' | 'keyed' | 'anchored', Verdict>;
}

const key = Buffer.from(vectors.test_key_hex, 'hex');
const cases = vectors.cases as unknown as Case[];
const modes = ['plain', 'keyed', 'anchored'] as const;

/** The faults that the words of a vector stand for. */
const kindsOf: Readonly<Record<string, readonly ChainFault['kind'][]>> = {
  'body hash': ['ALTERED'],
  'sequence gap': ['GAP'],
  mac: ['WRONG_MAC'],
  anchor: ['BROKEN_LINK', 'TRUNCATED'],
};

function check(rows: readonly ChainLink[], mode: (typeof modes)[number]) {
  const walk = new ChainCheck(mode === 'plain' ? null : key, mode === 'anchored' ? [vectors.anchor] : []);
  for (const row of rows) walk.check(row);
  return walk.report();
}

describe('the journal by its published vectors', () => {
  it('[S6] hash and MAC of every entry of the untouched chain are as published', () => {
    let previous = genesis;
    const intact = cases[0]?.rows ?? [];
    expect(intact).toHaveLength(6);
    for (const { body, prev, hash, mac } of intact) {
      expect(prev).toBe(previous);
      expect(chainHash(previous, body)).toBe(hash);
      expect(chainMac(key, hash)).toBe(mac);
      previous = hash;
    }
    expect({ seq: intact.at(-1)?.body['seq'], hash: previous }).toEqual(vectors.anchor);
  });

  it.each(cases.flatMap((one) => modes.map((mode) => ({ ...one, mode }))))(
    '[S6] $id $title, $mode: what is found is as published',
    ({ rows, mode, expect: expected }) => {
      const verdict = expected[mode];
      const report = check(rows, mode);
      const accusing = report.faults.filter(accuses);
      expect(accusing.length === 0).toBe(verdict.ok);
      if (verdict.ok) {
        expect(report).toMatchObject({ first: 1, last: verdict.seq });
        const clock = report.faults.filter(({ kind }) => kind === 'CLOCK_WENT_BACK').map(({ at }) => at);
        expect(clock).toEqual(verdict.clock_warnings);
        return;
      }
      // Where numbers jump the vectors name the number that should have come, and ours the entry that came in its place.
      const came = verdict.why === 'sequence gap' ? rows[verdict.seq - 1]?.body['seq'] : verdict.seq;
      expect(accusing[0]).toEqual({
        at: came,
        kind: expect.toBeOneOf([...(kindsOf[verdict.why ?? ''] ?? [])]) as string,
      });
    },
  );
});
