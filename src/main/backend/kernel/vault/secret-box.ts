import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Surroundings } from '#backend/kernel/context.ts';

const nonceBytes = 12;
const tagBytes = 16;

function keyOf(dataKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, '', 'quartermaster secrets 1', 32));
}

/**
 * The inner layer of encryption (AES-256-GCM) for what only a deliberate request may show.
 *
 * @param identity of the record, bound to the text: moved to another record it does not open.
 * @returns nonce, ciphertext and tag, one after the other.
 */
export function sealSecret(dataKey: Uint8Array, identity: string, text: string, chance: Surroundings): Uint8Array {
  const nonce = chance.randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(dataKey), nonce).setAAD(Buffer.from(identity));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the box was changed or belongs to another record. */
export function openSecret(dataKey: Uint8Array, identity: string, box: Uint8Array): string {
  const bytes = Buffer.from(box);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(dataKey), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(identity)).setAuthTag(bytes.subarray(-tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  return text.toString('utf8');
}
