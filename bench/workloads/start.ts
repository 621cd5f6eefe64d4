import { join } from 'node:path';
import { closeBackend } from '#backend/backend.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { insist } from '../context.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf, medianOf } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import { recordStatements } from '../measure/statements.ts';
import { administrator, openBackend } from '../open-backend.ts';
import { benchSurroundings } from '../surroundings.ts';

const rounds = 7;
const page = { sort: 'tag', direction: 'ascending', limit: 100 } as const;

export const start: Benchmark = {
  name: 'start',
  what: 'from a closed folder to the first page: backend, sign-in, dashboard, 100 assets',
  limit: 'unwrapping the key with the password, opening the file, and the statements of the same page',
  run: async (context) => {
    const { folder, dataKey } = context;
    const statements = await recordStatements(context.raw, () => context.client.assets.list(page));
    await closeBackend(context.backend);
    const times = { ours: [] as number[], limit: [] as number[], key: [] as number[] };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      const { backend, client } = openBackend(folder, benchSurroundings);
      await client.auth.status();
      await client.auth.signIn(administrator);
      await client.assets.counts();
      const { rows } = await client.assets.list(page);
      const ours = performance.now() - startedAt;
      insist(rows.length === page.limit, `${rows.length} rows on the first page`);
      await closeBackend(backend);

      const openedAt = performance.now();
      const vault = Vault.read(join(folder, 'vault.json'), benchSurroundings);
      const opened = await vault.openByPassword(administrator.username, administrator.password);
      const keyAt = performance.now();
      insist(Buffer.from(opened.dataKey).equals(dataKey), 'another key');
      const sqlite = openSqlite({ file: join(folder, 'quartermaster.db'), key: opened.dataKey, readonly: true });
      for (const { sql, parameters } of statements) sqlite.prepare(sql).all(...parameters);
      const limit = performance.now() - openedAt;
      sqlite.close();
      times.ours.push(ours);
      times.limit.push(limit);
      times.key.push(keyAt - openedAt);
      ratios.push(ours / limit);
    }
    Object.assign(context, openBackend(folder, benchSurroundings));
    await context.client.auth.signIn(administrator);
    return [
      {
        label: 'start, closed folder to first page / key + page',
        ours: distributionOf(times.ours),
        limit: distributionOf(times.limit),
        ratio: medianOf(ratios),
        target: '≤ 1.5 s; ≤ 2x',
        ok: medianOf(times.ours) <= 1500 && medianOf(ratios) <= 2,
        notes: [`${formatMilliseconds(medianOf(times.key))} of it is the password on purpose (Argon2id)`],
      },
    ];
  },
};
