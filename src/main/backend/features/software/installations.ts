import type { InstallationDetails } from '#shared/features/software/contract.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import './tables.ts';

interface Where {
  assetId: number;
  productId: number;
}

/** What is installed on assets that were not closed meanwhile, and not there already. */
export async function mayInstall({ tx }: CommandContext, { assetId, productId }: Where): Promise<boolean> {
  const asset = await tx.selectFrom('asset').select('status').where('id', '=', assetId).executeTakeFirst();
  if (asset === undefined || asset.status === 'disposed') return false;
  const there = await tx
    .selectFrom('installation')
    .select('id')
    .where('asset_id', '=', assetId)
    .where('product_id', '=', productId)
    .executeTakeFirst();
  return there === undefined;
}

/** Writes down that a product is installed on an asset. */
export async function recordInstallation(
  command: CommandContext,
  { assetId, productId, ...details }: Where & InstallationDetails,
): Promise<{ id: number }> {
  const { tx, backend } = command;
  const id = nextId(openInventoryOf(backend).sqlite, 'installation');
  await tx
    .insertInto('installation')
    .values({ id, asset_id: assetId, product_id: productId, ...columnsOf(details) })
    .execute();
  await command.record({
    event: 'software.installationRecorded',
    subject: `installation:${id}`,
    data: { after: { assetId, productId, ...details } },
  });
  command.changed('software');
  return { id };
}

/** @throws Failure CHANGED_MEANWHILE */
export async function changeInstallation(
  command: CommandContext,
  { id, version, ...details }: InstallationDetails & { id: number; version: number },
): Promise<void> {
  const { version: present, ...before } = await getInstallation(command.tx, id);
  if (present !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'installation', id });
  await command.tx
    .updateTable('installation')
    .set({ ...columnsOf(details), version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'software.installationChanged',
    subject: `installation:${id}`,
    data: { before, after: details },
  });
  command.changed('software');
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
  command.changed('software');
}

/** What an installation is called where it stands alone, as a column of its table. */
export const INSTALLATION_LABEL = `(SELECT product.name || ' · ' || asset.tag FROM software_product AS product, asset
  WHERE product.id = installation.product_id AND asset.id = installation.asset_id)`;

function columnsOf({ softwareVersion, installedOn, seenOn, usedOn, source }: InstallationDetails) {
  return {
    software_version: softwareVersion,
    installed_on: installedOn,
    seen_on: seenOn,
    used_on: usedOn,
    source,
  };
}
