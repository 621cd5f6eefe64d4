import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Surroundings } from '#backend/kernel/context.ts';
import type { SealedColumn } from './sealed-places.ts';

const nonceBytes = 12;
const tagBytes = 16;

function keyOf(dataKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, '', 'quartermaster secrets 1', 32));
}

/**
 * The inner layer of encryption (AES-256-GCM) for what only a deliberate request may show.
 *
 * @param place one of the register of what is sealed
 * @param key of the record there, bound to the text: moved to another record it does not open
 * @returns nonce, ciphertext and tag, one after the other.
 */
export function sealSecret<Key extends readonly (string | number)[]>(
  dataKey: Uint8Array,
  place: SealedColumn<Key>,
  key: Key,
  text: string,
  chance: Surroundings,
): Uint8Array {
  return sealBox(dataKey, place.identityOf(...key), Buffer.from(text, 'utf8'), chance.randomBytes(nonceBytes));
}

/** @throws Error when the box was changed or belongs to another record. */
export function openSecret<Key extends readonly (string | number)[]>(
  dataKey: Uint8Array,
  place: SealedColumn<Key>,
  key: Key,
  box: Uint8Array,
): string {
  return openBox(dataKey, place.identityOf(...key), box).toString('utf8');
}

/** Takes a box from one data key to another; what it is bound to stays. @throws Error when it does not open */
export function resealBox(
  { from, to }: { from: Uint8Array; to: Uint8Array },
  identity: string,
  box: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  return sealBox(to, identity, openBox(from, identity, box), nonce);
}

/** Seals under a key of 32 bytes what only opens with the same identity. @returns nonce, ciphertext and tag */
export function sealBox(dataKey: Uint8Array, identity: string, text: Uint8Array, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', keyOf(dataKey), nonce).setAAD(Buffer.from(identity));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the box was changed or belongs to another record. */
export function openBox(dataKey: Uint8Array, identity: string, box: Uint8Array): Buffer {
  const bytes = Buffer.from(box);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(dataKey), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(identity)).setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}
