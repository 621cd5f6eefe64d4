import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';
import { openRenewal, publicKeyOf, sealForSlot, slotRenewal } from './slot-renewal.ts';
import { defaultCost, stretch } from './stretch.ts';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

export const keySlot = z.object({
  cost: z.object({
    memoryKiB: z.number().int().min(19_456),
    passes: z.number().int().min(2),
    lanes: z.number().int().min(1),
  }),
  salt: base64,
  nonce: base64,
  /** The 32-byte data key under AES-256-GCM, with the tag behind it. */
  wrapped: base64,
  /** What is sealed for it opens with the slot's secret. A slot of an older version has none until its secret is given. */
  publicKey: base64.optional(),
  /** Data keys that came after the wrapped one, in order; taken in when the secret is given the next time. */
  renewals: z.array(slotRenewal).max(1000).optional(),
});
export type KeySlot = z.infer<typeof keySlot>;

/**
 * Wraps the data key by a secret: argon2id makes the wrapping key, AES-256-GCM
 * wraps, and the slot's name is bound in, so that slots can't be swapped.
 */
export async function wrapKey(
  dataKey: Uint8Array,
  secret: string,
  name: string,
  chance: Surroundings,
): Promise<KeySlot> {
  const salt = chance.randomBytes(16);
  const wrapping = await stretch(secret, salt, defaultCost);
  return { cost: { ...defaultCost }, salt: encode(salt), ...wrapUnder(wrapping, dataKey, name, chance) };
}

function wrapUnder(wrapping: Uint8Array, dataKey: Uint8Array, name: string, chance: Surroundings) {
  const nonce = chance.randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { nonce: encode(nonce), wrapped: encode(wrapped), publicKey: publicKeyOf(wrapping), renewals: [] };
}

export interface OpenedSlot {
  dataKey: Uint8Array;
  /** The slot as it should be from now on, wrapping the newest data key; null when it does. */
  settled: KeySlot | null;
}

/** @returns the newest data key, or null when the secret is wrong or the slot was tampered with. */
export async function openSlot(
  slot: KeySlot,
  secret: string,
  name: string,
  chance: Surroundings,
): Promise<OpenedSlot | null> {
  const wrapping = await stretch(secret, Buffer.from(slot.salt, 'base64'), slot.cost);
  const renewals = slot.renewals ?? [];
  let dataKey = unwrap(slot, wrapping, name);
  for (const renewal of renewals) dataKey = dataKey && openRenewal(wrapping, renewal, dataKey, name);
  if (dataKey === null) return null;
  const settles = renewals.length > 0 || slot.publicKey !== publicKeyOf(wrapping);
  return { dataKey, settled: settles ? { ...slot, ...wrapUnder(wrapping, dataKey, name, chance) } : null };
}

function unwrap(slot: KeySlot, wrapping: Uint8Array, name: string): Uint8Array | null {
  const sealed = Buffer.from(slot.wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(slot.nonce, 'base64'));
  decipher.setAAD(Buffer.from(name, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]));
  } catch {
    return null;
  }
}

/** The slot with a new data key that its secret will open. @throws Error when nothing can be sealed for it yet */
export function renewSlot<Slot extends KeySlot>(
  slot: Slot,
  keys: { before: Uint8Array; after: Uint8Array },
  name: string,
  chance: Surroundings,
): Slot {
  if (slot.publicKey === undefined) throw new Error(`nothing can be sealed for the slot ${name}`);
  return { ...slot, renewals: [...(slot.renewals ?? []), sealForSlot(slot.publicKey, keys, name, chance)] };
}

/** Names a data key without telling anything about it: 16 hexadecimal digits. */
export function fingerprintOf(dataKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', dataKey, '', 'quartermaster key fingerprint', 8)).toString('hex');
}

/** Costs what a real attempt costs, so that an unknown name takes as long as a wrong password. */
export async function wasteTime(secret: string): Promise<void> {
  await stretch(secret, new Uint8Array(16), defaultCost);
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
