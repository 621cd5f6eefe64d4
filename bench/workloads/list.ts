import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { distributionOf } from '../measure/distribution.ts';
import { formatMilliseconds, ratioResult } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';
import { recordStatements } from '../measure/statements.ts';
import { ListByHand, listQueries } from './list-queries.ts';
import type { ListQuery } from './list-queries.ts';
import { BruteForce } from './search-texts.ts';

const pageRows = 100;
const countedTo = 10_000;

interface Case {
  label: string;
  query: ListQuery;
  bare: () => void;
}

/** The statements of the page, prepared once on the bare connection. */
async function bareStatements({ client, raw }: Context, query: ListQuery & { cursor?: string }): Promise<() => void> {
  const recorded = await recordStatements(raw, () => client.assets.list({ ...query, limit: pageRows }));
  const prepared = recorded.map(({ sql, parameters }) => ({ statement: raw.prepare(sql), parameters }));
  return () => {
    for (const { statement, parameters } of prepared) statement.all(...parameters);
  };
}

async function checkAnswers({ client, raw, backend }: Context, cases: readonly Case[]): Promise<void> {
  const bruteForce = new BruteForce(raw);
  const byHand = new ListByHand(raw, (text) => bruteForce.find(text), backend.surroundings.now().slice(0, 10));
  for (const { label, query } of cases) {
    const page = await client.assets.list({ ...query, limit: pageRows });
    const expected = byHand.list(query, pageRows);
    insist(JSON.stringify(page.rows.map((row) => row.id)) === JSON.stringify(expected.ids), `list ${label}`);
    const total = page.totalIsExact ? expected.total : Math.min(expected.total, Math.max(page.total, countedTo));
    insist(page.total === total, `list ${label}: ${page.total} in all instead of ${expected.total}`);
  }
}

/** The slowest queries by name, so that a missing index shows itself. */
async function slowest({ client }: Context, cases: readonly Case[]): Promise<string[]> {
  const times: { label: string; p50: number }[] = [];
  for (const { label, query } of cases) {
    const own: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const startedAt = performance.now();
      await client.assets.list({ ...query, limit: pageRows });
      own.push(performance.now() - startedAt);
    }
    times.push({ label, p50: distributionOf(own).p50 });
  }
  return times
    .toSorted((one, other) => other.p50 - one.p50)
    .slice(0, 12)
    .map(({ label, p50 }) => `${formatMilliseconds(p50)}: ${label}`);
}

/** Pages far down the list, reached as scrolling reaches them: by the cursor of the row before. */
async function deepPages(context: Context): Promise<Result> {
  const { client, raw, assets, random } = context;
  const chance = random('list');
  const tag = raw.prepare<[number], { id: number; tag: string }>('SELECT id, tag FROM asset WHERE id = ?');
  const cursors = Array.from({ length: 40 }, () => {
    const row = tag.get(1 + chance.below(assets - pageRows));
    return JSON.stringify([row?.tag, row?.id]);
  });
  const first = { sort: 'tag', direction: 'ascending', limit: pageRows } as const;
  const deep = await compare({
    cases: cursors,
    ours: (cursor) => client.assets.list({ ...first, cursor }),
    limit: () => client.assets.list(first),
  });
  return ratioResult('list, page anywhere / first page', deep, { atMost: 3 });
}

/** Pages sorted and filtered by fields of a family, where the assets have such fields: no row may be read that is not shown. */
async function fieldPages(context: Context): Promise<Result[]> {
  const { client, raw } = context;
  const fields = (await client.assets.listFields()).filter(
    ({ name, family }) => name.startsWith('Bench ') && family === 'hardware',
  );
  if (fields.length === 0) return [];
  const idOf = (name: string): `field:${number}` => `field:${fields.find((field) => field.name === name)?.id ?? 0}`;
  const queries: FieldQuery[] = fields.flatMap(({ name }) =>
    (['ascending', 'descending'] as const).map((direction) => ({ sort: idOf(name), direction })),
  );
  const sorts = { sort: idOf('Bench renewed'), direction: 'ascending' } as const;
  queries.push(
    { ...sorts, where: { field: idOf('Bench ports'), operator: 'atLeast', values: ['40'] } },
    { ...sorts, where: { field: idOf('Bench round'), operator: 'is', values: ['Summer'] } },
    { ...sorts, where: { field: idOf('Bench seal'), operator: 'is', values: ['SEAL00000042'] } },
  );
  const seal = await client.assets.list({ ...queries.at(-1), limit: pageRows });
  insist(seal.rows.length === 1 && seal.rows[0]?.id === 42, 'the asset of a seal');
  const [first] = (await client.assets.list({ ...sorts, limit: pageRows })).rows;
  const earliest = raw
    .prepare(
      "SELECT min(text_value) FROM field_value JOIN field ON field.id = field_id WHERE name = 'Bench renewed' AND family = 'hardware'",
    )
    .pluck()
    .get();
  const own = raw.prepare('SELECT text_value FROM field_value WHERE asset_id = ? AND field_id = ?').pluck();
  insist(own.get(first?.id ?? 0, Number(sorts.sort.slice('field:'.length))) === earliest, 'the first by a field');
  const cases = [];
  for (const query of queries) {
    const recorded = await recordStatements(raw, () => client.assets.list({ ...query, limit: pageRows }));
    const prepared = recorded.map(({ sql, parameters }) => ({ statement: raw.prepare(sql), parameters }));
    cases.push({
      query,
      bare: () => {
        for (const { statement, parameters } of prepared) statement.all(...parameters);
      },
    });
  }
  const times = await compare({
    cases,
    ours: ({ query }) => client.assets.list({ ...query, limit: pageRows }),
    limit: ({ bare }) => {
      bare();
    },
  });
  return [ratioResult('list, sorted and filtered by fields / bare statements', times, { atMost: 1.2 })];
}

type FieldQuery = Pick<Parameters<Context['client']['assets']['list']>[0], 'sort' | 'direction' | 'where'>;

export const list: Benchmark = {
  name: 'list',
  what: 'assets.list, a page of 100 rows with its count: every sort, every filter, and both',
  limit: 'the same two statements prepared once on a bare connection',
  run: async (context) => {
    const cases: Case[] = [];
    for (const { label, query } of listQueries())
      cases.push({ label, query, bare: await bareStatements(context, query) });
    await checkAnswers(context, cases);
    const ask = ({ query }: Case) => context.client.assets.list({ ...query, limit: pageRows });
    const unfiltered = cases.filter(({ label }) => label.startsWith('none'));
    const filtered = cases.filter(({ label }) => !label.startsWith('none'));
    const limit = ({ bare }: Case): void => {
      bare();
    };
    const notes = [`${cases.length} pages right; slowest:`, ...(await slowest(context, cases))];
    return [
      ratioResult('list, every sort / bare statements', await compare({ cases: unfiltered, ours: ask, limit }), null),
      ratioResult(
        'list, every filter / bare statements',
        await compare({ cases: filtered, ours: ask, limit }),
        { atMost: 1.2 },
        notes,
      ),
      await deepPages(context),
      ...(await fieldPages(context)),
    ];
  },
};
