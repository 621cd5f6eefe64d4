import type { InstallationDetails } from '#shared/features/software/contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Recogniser } from './recognise.ts';
import './tables.ts';

interface Where {
  assetId: number;
  name: string;
}

/** What is installed on assets that were not closed meanwhile, and not there already. */
export async function mayInstall({ tx }: CommandContext, { assetId, name }: Where): Promise<boolean> {
  const asset = await tx.selectFrom('asset').select('status').where('id', '=', assetId).executeTakeFirst();
  if (asset === undefined || asset.status === 'disposed') return false;
  const there = await tx
    .selectFrom('installation')
    .select('id')
    .where('asset_id', '=', assetId)
    .where('name', '=', name)
    .executeTakeFirst();
  return there === undefined;
}

/** Writes down that software was seen on an asset, and which product the rules say that it is. */
export async function recordInstallation(
  command: CommandContext,
  recogniser: Recogniser,
  { assetId, name, publisher, ...details }: Where & InstallationDetails & { publisher: string | null },
): Promise<{ id: number }> {
  const { tx, backend } = command;
  const id = nextId(openInventoryOf(backend).sqlite, 'installation');
  const { productId, ruleId } = recogniser.recognise({ name, publisher, version: details.softwareVersion });
  await tx
    .insertInto('installation')
    .values({
      id,
      asset_id: assetId,
      name,
      publisher,
      product_id: productId,
      rule_id: ruleId,
      first_seen_on: details.installedOn ?? details.seenOn,
      excluded_because: null,
      excluded_until: null,
      removed_on: null,
      ...columnsOf(details),
    })
    .execute();
  await command.record({
    event: 'software.installationRecorded',
    subject: `installation:${id}`,
    data: { after: { assetId, name, publisher, productId, ...details } },
  });
  command.changed('software', 'licences', 'updates');
  return { id };
}

/** What was seen again is there again. @throws Failure CHANGED_MEANWHILE */
export async function changeInstallation(
  command: CommandContext,
  { id, version, ...details }: InstallationDetails & { id: number; version: number },
): Promise<void> {
  const { version: present, ...before } = await getInstallation(command.tx, id);
  if (present !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'installation', id });
  await command.tx
    .updateTable('installation')
    .set({ ...columnsOf(details), removed_on: null, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'software.installationChanged',
    subject: `installation:${id}`,
    data: { before, after: details },
  });
  command.changed('software', 'licences', 'updates');
}

/** @throws Failure NOT_FOUND */
export async function getInstallation(db: Db, id: number): Promise<InstallationDetails & { version: number }> {
  const row = await db.selectFrom('installation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('installation', id);
  return {
    softwareVersion: row.software_version,
    installedOn: row.installed_on,
    seenOn: row.seen_on,
    usedOn: row.used_on,
    source: row.source,
    version: row.version,
  };
}

/** Says that installations need no licence and why, or that they do after all. */
export async function excludeInstallations(
  command: CommandContext,
  { ids, exclusion }: { ids: readonly number[]; exclusion: { because: string; until: Day | null } | null },
): Promise<void> {
  for (const id of ids) {
    const before = await labelOf(command.tx, id);
    await command.tx
      .updateTable('installation')
      .set({ excluded_because: exclusion?.because ?? null, excluded_until: exclusion?.until ?? null })
      .where('id', '=', id)
      .execute();
    await command.record({
      event: exclusion === null ? 'software.installationIncluded' : 'software.installationExcluded',
      subject: `installation:${id}`,
      data: { ...before, until: exclusion?.until ?? null },
      reason: exclusion?.because ?? null,
    });
  }
  command.changed('software', 'licences', 'updates');
}

/** Says that software was taken off devices. */
export async function removeInstallations(command: CommandContext, { ids }: { ids: readonly number[] }): Promise<void> {
  for (const id of ids) {
    const label = await labelOf(command.tx, id);
    await command.tx
      .updateTable('installation')
      .set({ removed_on: dayOf(command.now) })
      .where('id', '=', id)
      .execute();
    await command.record({ event: 'software.installationRemoved', subject: `installation:${id}`, data: label });
  }
  command.changed('software', 'licences', 'updates');
}

async function labelOf(db: Db, id: number): Promise<{ name: string; tag: string }> {
  const row = await db
    .selectFrom('installation')
    .innerJoin('asset', 'asset.id', 'installation.asset_id')
    .select(['installation.name', 'asset.tag'])
    .where('installation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('installation', id);
  return row;
}

/** Takes installations away that an undone import had written down. */
export function withdrawInstallations(
  command: CommandContext,
  ids: readonly number[],
  because: Readonly<Record<string, string | number>>,
): void {
  if (ids.length === 0) return;
  withdrawRows(
    openInventoryOf(command.backend).sqlite,
    { table: 'installation', label: INSTALLATION_LABEL },
    ids,
    command.now,
  );
  command.journal.appendAll(
    ids.map((id) => ({
      event: 'software.installationWithdrawn',
      subject: `installation:${id}`,
      data: { ...because },
    })),
  );
  command.changed('software', 'licences', 'updates');
}

/** What an installation is called where it stands alone, as a column of its table. */
export const INSTALLATION_LABEL = `(SELECT installation.name || ' · ' || asset.tag FROM asset
  WHERE asset.id = installation.asset_id)`;

function columnsOf({ softwareVersion, installedOn, seenOn, usedOn, source }: InstallationDetails) {
  return {
    software_version: softwareVersion,
    installed_on: installedOn,
    seen_on: seenOn,
    used_on: usedOn,
    source,
  };
}
