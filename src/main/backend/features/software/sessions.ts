import { createHash } from 'node:crypto';
import { dayFromParts } from '#shared/primitives/days.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/** A line of a log as it was read. */
export interface SessionLine {
  product: string;
  person: string;
  asset: string;
  from: string;
  until: string;
  tokens: number;
  refused: boolean;
}

export interface SessionProblem {
  line: number;
  code: 'COLUMNS' | 'PRODUCT' | 'PERSON' | 'ASSET' | 'TIME' | 'ORDER' | 'TOKENS';
  text: string;
}

/** An instant as logs write it: day and time with or without seconds, counted as UTC where no zone is given. */
export function readInstant(text: string): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (parts === null || dayFromParts(Number(parts[1]), Number(parts[2]), Number(parts[3])) === null) return null;
  const zone = parts[7] === undefined || parts[7] === 'Z' ? 'Z' : parts[7].replace(/^(...)(\d\d)$/, '$1:$2');
  const time = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? '00'}.000${zone}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Reads lines `product; person; asset; from; until; tokens; refused`, separated by semicolons, tabs or commas. */
export function readSessionLines(text: string): {
  rows: (SessionLine & { line: number })[];
  problems: SessionProblem[];
} {
  const rows: (SessionLine & { line: number })[] = [];
  const problems: SessionProblem[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (raw.trim() === '') continue;
    const separator = raw.includes('\t') ? '\t' : raw.includes(';') ? ';' : ',';
    const [product = '', person = '', asset = '', first = '', last = '', tokens = '', refused = ''] = raw
      .split(separator)
      .map((cell) => cell.trim());
    // A line of headings.
    if (line === 1 && readInstant(first) === null && !/\d/.test(first)) continue;
    const [from, until] = [readInstant(first), readInstant(last === '' ? first : last)];
    const count = tokens === '' ? 1 : Number(tokens);
    if (product === '') problems.push({ line, code: 'COLUMNS', text: raw.slice(0, 80) });
    else if (from === null || until === null) problems.push({ line, code: 'TIME', text: from === null ? first : last });
    else if (until < from) problems.push({ line, code: 'ORDER', text: `${first} – ${last}` });
    else if (!Number.isInteger(count) || count < 1 || count > 100_000)
      problems.push({ line, code: 'TOKENS', text: tokens });
    else
      rows.push({
        line,
        product,
        person,
        asset,
        from,
        until,
        tokens: count,
        refused: /^(1|yes|true|x|ja|denied|refused|abgelehnt)$/i.test(refused),
      });
  }
  return { rows, problems };
}

/** Adds what a licence server wrote down, all lines or none; a stretch that is known already is not added twice. */
export async function importSessions(
  command: CommandContext,
  { text, source }: { text: string; source: string },
): Promise<{ added: number; known: number }> {
  const { tx } = command;
  const { rows, problems } = readSessionLines(text);
  const products = new Map(
    (await tx.selectFrom('software_product').select(['id', 'name']).execute()).map(({ id, name }) => [
      name.toLowerCase(),
      id,
    ]),
  );
  const people = new Map<string, number>();
  for (const { id, name, username, email } of await tx
    .selectFrom('person')
    .select(['id', 'name', 'username', 'email'])
    .execute())
    for (const key of [name, email, username]) if (key !== null) people.set(key.toLowerCase(), id);
  const assets = new Map(
    (await tx.selectFrom('asset').select(['id', 'tag']).execute()).map(({ id, tag }) => [tag.toLowerCase(), id]),
  );
  const found = rows.map((row) => ({
    row,
    productId: products.get(row.product.toLowerCase()),
    personId: people.get(row.person.toLowerCase()) ?? null,
    assetId: assets.get(row.asset.toLowerCase()) ?? null,
  }));
  for (const { row, productId, personId, assetId } of found) {
    if (productId === undefined) problems.push({ line: row.line, code: 'PRODUCT', text: row.product });
    else if (row.person !== '' && personId === null)
      problems.push({ line: row.line, code: 'PERSON', text: row.person });
    else if (row.asset !== '' && assetId === null) problems.push({ line: row.line, code: 'ASSET', text: row.asset });
  }
  if (problems.length > 0)
    throw new Failure('SESSIONS_REFUSED', {
      problems: problems.toSorted((one, other) => one.line - other.line).slice(0, 100),
    });
  let added = 0;
  for (const { row, productId, personId, assetId } of found) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('software_session')
      .values({
        product_id: productId ?? 0,
        person_id: personId,
        asset_id: assetId,
        started_at: row.from,
        ended_at: row.until,
        tokens: row.tokens,
        refused: row.refused ? 1 : 0,
        source,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    added += Number(numInsertedOrUpdatedRows ?? 0n);
  }
  await command.record({
    event: 'software.sessionsImported',
    subject: 'software:sessions',
    data: { source, added, sha256: createHash('sha256').update(text, 'utf8').digest('hex') },
  });
  command.changed('software', 'licences');
  return { added, known: found.length - added };
}
