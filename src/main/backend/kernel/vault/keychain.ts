import { Buffer } from 'node:buffer';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { openBox, sealBox } from './secret-box.ts';

/** The keychain of the system, as the application around the backend reaches it. */
export interface Keychain {
  /** Whether it keeps anything from anybody, and which one it is. */
  status(): Promise<{ usable: boolean; store: string }>;
  /** @returns text that only this account of this computer turns back */
  wrap(text: string): Promise<string>;
  /** @returns null where it can't be turned back here */
  unwrap(wrapped: string): Promise<string | null>;
}

/** An operator's slot that opens only together with the keychain. */
export const boxedSlot = z.object({
  username: z.string(),
  displayName: z.string(),
  failures: z.number().int(),
  lastFailureAt: z.string().nullable(),
  /** Everything else of the slot. */
  boxed: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/),
});
export type BoxedSlot = z.infer<typeof boxedSlot>;

type Counted = Pick<BoxedSlot, 'username' | 'displayName' | 'failures' | 'lastFailureAt'>;

const keychainFile = z.object({ format: z.literal('quartermaster-keychain/1'), wrapped: z.string() });

/** Beside the vault; what is in it is worth nothing without the keychain. */
const fileOf = (vault: string): string => join(dirname(vault), 'keychain.json');

/** By the file of the vault: the keychain to ask, and what it told. */
const keychains = new Map<string, Keychain>();
const secrets = new Map<string, Uint8Array>();

/** From now on slots of this vault may be opened with the help of this keychain. */
export function provideKeychain(vault: string, keychain: Keychain): void {
  keychains.set(vault, keychain);
  secrets.delete(vault);
}

export const isUnderKeychain = (vault: string): boolean => existsSync(fileOf(vault));

/** What slots of this vault are boxed with; null where the keychain was not asked, or can't tell. */
export const secretOf = (vault: string): Uint8Array | null => secrets.get(vault) ?? null;

const wrappedFor = (vault: string): string =>
  keychainFile.parse(JSON.parse(readFileSync(fileOf(vault), 'utf8'))).wrapped;

/** Asks the keychain, once. A keychain that fails is one that can't tell: the recovery phrase opens without it. */
export async function askKeychain(vault: string): Promise<void> {
  const keychain = keychains.get(vault);
  if (keychain === undefined || secrets.has(vault) || !isUnderKeychain(vault)) return;
  const wrapped = wrappedFor(vault);
  const told = await keychain.unwrap(wrapped).catch(() => null);
  // It may have been turned off meanwhile, or on anew: what was told then opens nothing.
  if (told !== null && isUnderKeychain(vault) && wrappedFor(vault) === wrapped)
    secrets.set(vault, new Uint8Array(Buffer.from(told, 'base64')));
}

/**
 * Makes what slots are boxed with from now on, and tries whether the keychain gives it back.
 *
 * @throws Failure KEYCHAIN_UNAVAILABLE where there is none, or one that keeps nothing from anybody
 */
export async function beginKeychain(vault: string, keychain: Keychain, chance: Surroundings): Promise<void> {
  const { usable, store } = await keychain.status();
  if (!usable) throw new Failure('KEYCHAIN_UNAVAILABLE', { store });
  const secret = chance.randomBytes(32);
  const text = Buffer.from(secret).toString('base64');
  const wrapped = await keychain.wrap(text);
  if ((await keychain.unwrap(wrapped)) !== text) throw new Failure('KEYCHAIN_UNAVAILABLE', { store });
  writeFileWhole(fileOf(vault), `${JSON.stringify({ format: 'quartermaster-keychain/1', wrapped }, null, 2)}\n`);
  secrets.set(vault, secret);
}

/** From now on slots are written as they are. What the keychain told is gone once `forgetKeychain` takes it away, too. */
export function suspendKeychain(vault: string): void {
  secrets.delete(vault);
}

export function forgetKeychain(vault: string): void {
  rmSync(fileOf(vault), { force: true });
}

/** A box opens for one name only, and slots can't be swapped. */
const identityOf = (username: string): string => `keychain:${username.normalize('NFKC').toLowerCase()}`;

/** Puts a slot into a box; who he is and his failed attempts stay readable. */
export function boxSlot<Slot extends Counted>(slot: Slot, secret: Uint8Array, chance: Surroundings): BoxedSlot {
  const { username, displayName, failures, lastFailureAt, ...kept } = slot;
  const box = sealBox(secret, identityOf(username), Buffer.from(JSON.stringify(kept), 'utf8'), chance.randomBytes(12));
  return { username, displayName, failures, lastFailureAt, boxed: Buffer.from(box).toString('base64') };
}

/** @returns what is in the box with who he is; null when the box is another keychain's or was tampered with */
export function openBoxedSlot({ boxed, ...who }: BoxedSlot, secret: Uint8Array): unknown {
  try {
    const text = openBox(secret, identityOf(who.username), Buffer.from(boxed, 'base64')).toString('utf8');
    return { ...(JSON.parse(text) as object), ...who };
  } catch {
    return null;
  }
}
