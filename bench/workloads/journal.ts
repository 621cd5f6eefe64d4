import { hash } from 'node:crypto';
import { canonicalJson } from '#backend/kernel/journal/canonical.ts';
import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { formatMilliseconds, onceResult, ratioResult } from '../measure/result.ts';

const compared = 50_000;

export const journal: Benchmark = {
  name: 'journal',
  what: 'reading and checking the chain of the journal: hash and seal of every entry',
  limit: 'SHA-256 over the same bytes, entry by entry, from memory',
  run: async ({ raw, backend }) => {
    const { journalKey } = openInventoryOf(backend);
    const texts: string[] = [];
    for (const link of readChain(raw, 1, compared)) texts.push(link.prev + canonicalJson(link.body));
    const verify = (key: Uint8Array | null, last: number) => {
      const check = new ChainCheck(key);
      for (const link of readChain(raw, 1, last)) check.check(link);
      return check.report();
    };
    const sum = (): void => {
      for (const text of texts) hash('sha256', text, 'hex');
    };
    const cases = [0];
    const sealed = await compare({ cases, ours: () => verify(journalKey, compared), limit: sum });
    const chained = await compare({ cases, ours: () => verify(null, compared), limit: sum });
    const startedAt = performance.now();
    const report = verify(journalKey, Number.MAX_SAFE_INTEGER);
    const took = performance.now() - startedAt;
    const newest = raw
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get();
    insist(
      report.faults.length === 0 && report.count === newest?.seq && report.head === newest.hash,
      'the whole chain',
    );
    const wrongKey = new ChainCheck(new Uint8Array(32));
    for (const link of readChain(raw, 1, 10)) wrongKey.check(link);
    insist(wrongKey.report().faults.length === 10, 'a foreign key is not noticed');
    const each = `${((took * 1000) / report.count).toFixed(1)} µs an entry`;
    return [
      ratioResult(`journal, ${compared.toLocaleString('en')} entries with seals / SHA-256`, sealed, { atMost: 3 }),
      ratioResult('journal, chain alone / SHA-256', chained, null),
      onceResult(`journal, all ${report.count.toLocaleString('en')} entries`, took, null, [
        `${formatMilliseconds(took)} in all, ${each}`,
      ]),
    ];
  },
};
