import { sql } from 'kysely';
import type { Release, ReleaseDetails } from '#shared/features/updates/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { isVersion } from '#domains/versions/index.ts';
import { readVersionSeen } from '#backend/features/software/index.ts';
import { listSeenOf } from './members.ts';
import { Judge, readWatched } from './read-watched.ts';
import { readReleaseLines } from './rules.ts';
import { getTracked } from './track-product.ts';
import './tables.ts';

/** The releases of a product, the newest first, with on how many assets each is. */
export async function listReleases(db: Db, productId: number, today: Day): Promise<Release[]> {
  const watched = await readWatched(db, today);
  const judge = new Judge(watched, today);
  const versionOf = await readVersionSeen(db);
  const installed = new Map<number, number>();
  for (const seen of await listSeenOf(db, productId)) {
    const id = judge.verdictOf(productId, versionOf(seen)).release?.id;
    if (id !== undefined) installed.set(id, (installed.get(id) ?? 0) + 1);
  }
  const rows = await db
    .selectFrom('software_release')
    .selectAll()
    .where('product_id', '=', productId)
    .where('archived_at', 'is', null)
    .execute();
  const order = new Map((watched.get(productId)?.ordered ?? []).map(({ id }, index) => [id, index]));
  return rows
    .toSorted((one, other) => (order.get(other.id) ?? -1) - (order.get(one.id) ?? -1))
    .map((row) => ({
      id: row.id,
      number: row.number,
      branch: row.branch,
      releasedOn: row.released_on,
      security: row.security === 1,
      supportedUntil: row.supported_until,
      notes: row.notes,
      installed: installed.get(row.id) ?? 0,
      version: row.version,
    }));
}

const columnsOf = ({ number, branch, releasedOn, security, supportedUntil, notes }: ReleaseDetails) => ({
  number,
  branch,
  released_on: releasedOn,
  security: security ? 1 : 0,
  supported_until: supportedUntil,
  notes,
});

async function isKnown(db: Db, productId: number, number: string, exceptId: number | null): Promise<boolean> {
  const other = await db
    .selectFrom('software_release')
    .select('id')
    .where('product_id', '=', productId)
    .where(sql<boolean>`number = ${number} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return other !== undefined && other.id !== exceptId;
}

interface SavedRelease {
  id: number | null;
  version: number | null;
  productId: number;
  release: ReleaseDetails;
}

/** @throws Failure VERSION_UNREADABLE, RELEASE_KNOWN, CHANGED_MEANWHILE. */
export async function saveRelease(
  command: CommandContext,
  { id, version, productId, release }: SavedRelease,
): Promise<{ id: number }> {
  const { tx } = command;
  const { scheme, name } = await getTracked(tx, productId);
  if (!isVersion(scheme, release.number)) throw new Failure('VERSION_UNREADABLE', { number: release.number, scheme });
  if (await isKnown(tx, productId, release.number, id)) throw new Failure('RELEASE_KNOWN', { number: release.number });
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('software_release')
      .values({ product_id: productId, archived_at: null, ...columnsOf(release) })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else await updateSeen(command, 'software_release', { id: saved, version: version ?? 0 }, columnsOf(release));
  await command.record({
    event: id === null ? 'updates.releaseAdded' : 'updates.releaseChanged',
    subject: `software_product:${productId}`,
    data: { name, ...columnsOf(release) },
  });
  command.changed('updates');
  return { id: saved };
}

/** It was none, or nobody cares any more. @throws Failure RELEASE_IS_TARGET, CHANGED_MEANWHILE. */
export async function archiveRelease(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { tx, now } = command;
  await updateSeen(command, 'software_release', { id, version }, { archived_at: now });
  const { number, product_id: productId } = await tx
    .selectFrom('software_release')
    .select(['number', 'product_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const target = await tx
    .selectFrom('tracked_product')
    .innerJoin('software_product', 'software_product.id', 'tracked_product.product_id')
    .select('software_product.name')
    .where('target_id', '=', id)
    .executeTakeFirst();
  const campaign = await tx
    .selectFrom('update_campaign')
    .select('name')
    .where('release_id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const holder = target ?? campaign;
  if (holder) throw new Failure('RELEASE_IS_TARGET', { number, name: holder.name });
  await command.record({
    event: 'updates.releaseArchived',
    subject: `software_product:${productId}`,
    data: { number },
  });
  command.changed('updates');
}

/** Adds releases of a file, all lines or none; what is known already is left as it is. @throws Failure RELEASES_REFUSED */
export async function importReleases(
  command: CommandContext,
  { productId, text }: { productId: number; text: string },
): Promise<{ added: number; known: number }> {
  const { tx } = command;
  const { scheme, name } = await getTracked(tx, productId);
  const { rows, problems } = readReleaseLines(text, (number) => isVersion(scheme, number));
  if (problems.length > 0) throw new Failure('RELEASES_REFUSED', { problems: problems.slice(0, 200) });
  let added = 0;
  for (const { line: _line, ...release } of rows) {
    if (await isKnown(tx, productId, release.number, null)) continue;
    await tx
      .insertInto('software_release')
      .values({ product_id: productId, archived_at: null, ...columnsOf({ ...release, notes: '' }) })
      .execute();
    added += 1;
  }
  await command.record({
    event: 'updates.releasesImported',
    subject: `software_product:${productId}`,
    data: { name, added, known: rows.length - added },
  });
  command.changed('updates');
  return { added, known: rows.length - added };
}
