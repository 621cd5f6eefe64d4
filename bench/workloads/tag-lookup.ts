import { insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { ratioResult } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';
import { recordStatements } from '../measure/statements.ts';

export const tagLookup: Benchmark = {
  name: 'tag-lookup',
  what: 'assets.lookup of 1,000 random tags and 200 serials through the contract',
  limit: 'the same statement prepared once on a bare connection, and with it the empty call application.info',
  run: async ({ client, raw, random, assets }) => {
    const chance = random('tag-lookup');
    const ids = Array.from({ length: 1000 }, () => 1 + chance.below(assets));
    const facts = raw.prepare<[number], { tag: string; serial: string }>('SELECT tag, serial FROM asset WHERE id = ?');
    const known = ids.map((id) => {
      const found = facts.get(id);
      insist(found !== undefined, `asset ${id} is missing`);
      return { id, ...found };
    });
    for (const { id, tag, serial } of known.slice(0, 200)) {
      insist((await client.assets.lookup({ code: tag.toLowerCase() }))?.id === id, `lookup of ${tag}`);
      insist((await client.assets.lookup({ code: serial }))?.id === id, `lookup of ${serial}`);
    }
    insist((await client.assets.lookup({ code: 'IT-NONE' })) === null, 'lookup of a tag that is not there');

    const [recorded] = await recordStatements(raw, () => client.assets.lookup({ code: known[0]?.tag ?? '' }));
    insist(recorded !== undefined, 'a lookup without a statement');
    const statement = raw.prepare<[string]>(recorded.sql);
    const tags = known.map(({ tag }) => tag);
    const lookup = (code: string) => client.assets.lookup({ code });
    const bare = await compare({ cases: tags, ours: lookup, limit: (code) => statement.get(code) });
    const withCall = await compare({
      cases: tags,
      ours: lookup,
      limit: async (code) => {
        statement.get(code);
        await client.application.info();
      },
    });
    const bySerial = await compare({
      cases: known.slice(0, 200).map(({ serial }) => serial),
      ours: lookup,
      limit: (code) => statement.get(code),
    });
    const absolute: Result = {
      ...ratioResult('tag lookup / statement + empty call', withCall, null),
      target: 'p50 ≤ 1 ms',
      ok: withCall.ours.p50 <= 1,
    };
    return [
      absolute,
      ratioResult('tag lookup / bare statement', bare, null),
      ratioResult('serial lookup / bare statement by tag', bySerial, null),
    ];
  },
};
