import * as z from 'zod';
import { isNewer, readUpdateFeed, updateAddress, updateCheck } from '#shared/features/application/newer-version.ts';
import type { UpdateCheck, UpdateFeed } from '#shared/features/application/newer-version.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';

const addressSetting: Setting<string | null> = {
  key: 'application.updateAddress',
  schema: updateAddress.nullable(),
  initial: null,
};

const checkSetting: Setting<UpdateCheck | null> = {
  key: 'application.updateCheck',
  schema: updateCheck.nullable(),
  initial: null,
};

/** Milliseconds until a server that does not answer is given up. */
const patience = 15_000;

/** A feed has a few lines; whoever sends more sends something else. Bytes. */
const longestFeed = 65_536;

/** As electron-builder names them. */
export function feedName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

export async function readNewerVersion(
  backend: Backend,
): Promise<{ running: string; address: string | null; last: UpdateCheck | null }> {
  const { reader } = openInventoryOf(backend);
  const last = await readSetting(reader, checkSetting);
  return {
    running: backend.version,
    address: await readSetting(reader, addressSetting),
    // What was newer then may be what runs now.
    last: last === null ? null : { ...last, newer: isNewer(last.version, backend.version) },
  };
}

/** Another address has told nothing yet. */
export async function setUpdateAddress(
  command: CommandContext,
  { address }: { address: string | null },
): Promise<void> {
  const before = await readSetting(command.tx, addressSetting);
  await writeSetting(command.tx, addressSetting, address);
  if (address !== before) await writeSetting(command.tx, checkSetting, null);
  await command.record({
    event: 'application.updateAddressSet',
    subject: `setting:${addressSetting.key}`,
    data: { before: { address: before }, after: { address } },
  });
  command.changed('application');
}

/**
 * Asks the address that was set, once, for the version that is handed out there. Nothing is downloaded or installed.
 *
 * @throws Failure NO_UPDATE_ADDRESS, UPDATES_UNREACHABLE, UPDATES_UNREADABLE
 */
export async function checkForUpdate({ backend, session }: Call): Promise<UpdateCheck> {
  const actor = actingOperator(session);
  const { address, running } = await readNewerVersion(backend);
  if (address === null) throw new Failure('NO_UPDATE_ADDRESS', {});
  const feed = await fetchFeed(address);
  const check = { ...feed, newer: isNewer(feed.version, running), at: backend.surroundings.now() };
  await inTransaction(backend, actor, async (command) => {
    await writeSetting(command.tx, checkSetting, check);
    await command.record({
      event: 'application.updateChecked',
      subject: `setting:${addressSetting.key}`,
      data: { address, version: feed.version, file: feed.file },
    });
    command.changed('application');
  });
  return check;
}

async function fetchFeed(address: string): Promise<UpdateFeed> {
  const url = `${address.replace(/\/$/, '')}/${feedName(process.platform, process.arch)}`;
  const host = url.split('/')[2] ?? url;
  const text = await textAt(url).catch((error: unknown) => {
    throw new Failure('UPDATES_UNREACHABLE', { host, reason: reasonOf(error) });
  });
  const feed = text === null ? null : readUpdateFeed(text);
  if (feed === null) throw new Failure('UPDATES_UNREADABLE', { host });
  return feed;
}

/** Null for more than a feed is long. Another server than the one that was named is not followed to. */
async function textAt(url: string): Promise<string | null> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(String(response.status));
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > longestFeed) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const coded = z.object({ cause: z.object({ code: z.string() }) });

/** The code of the system where there is one, for whoever looks after the server. */
function reasonOf(error: unknown): string {
  const known = coded.safeParse(error);
  if (known.success) return known.data.cause.code;
  return error instanceof Error ? error.message : String(error);
}
