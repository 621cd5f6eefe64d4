import { createCipheriv, createDecipheriv } from 'node:crypto';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';
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
  const nonce = chance.randomBytes(12);
  const wrapping = await stretch(secret, salt, defaultCost);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { cost: { ...defaultCost }, salt: encode(salt), nonce: encode(nonce), wrapped: encode(wrapped) };
}

/** @returns the data key, or null when the secret is wrong or the slot was tampered with. */
export async function unwrapKey(slot: KeySlot, secret: string, name: string): Promise<Uint8Array | null> {
  const wrapping = await stretch(secret, Buffer.from(slot.salt, 'base64'), slot.cost);
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

/** Costs what a real attempt costs, so that an unknown name takes as long as a wrong password. */
export async function wasteTime(secret: string): Promise<void> {
  await stretch(secret, new Uint8Array(16), defaultCost);
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
