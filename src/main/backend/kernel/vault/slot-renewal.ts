import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** A data key that came after the one that a slot wraps, sealed for the slot while its secret was not at hand. */
export const slotRenewal = z.object({ ephemeral: base64, nonce: base64, sealed: base64 });
export type SlotRenewal = z.infer<typeof slotRenewal>;

/** PKCS #8 and SubjectPublicKeyInfo of an X25519 key before its 32 bytes (RFC 8410, sections 7 and 4). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');

function privateKeyOf(bytes: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privatePrefix, bytes]), format: 'der', type: 'pkcs8' });
}

/** The slot's own key pair follows from the key that its secret is stretched to, so that nothing more has to be kept. */
function slotKey(wrapping: Uint8Array): KeyObject {
  return privateKeyOf(new Uint8Array(hkdfSync('sha256', wrapping, '', 'quartermaster slot key pair', 32)));
}

function rawPublic(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
}

function publicKeyObject(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
}

/** What the slot shows of its key pair. @param wrapping the stretched secret, 32 bytes */
export function publicKeyOf(wrapping: Uint8Array): string {
  return rawPublic(slotKey(wrapping)).toString('base64');
}

/**
 * The key that seals a renewal: of what the two key pairs share, which only the slot's secret opens, and of the data key
 * before, which only a holder of the register has. Without the first nobody reads it; without the second nobody forges it.
 */
function renewalKey(shared: Buffer, before: Uint8Array, ephemeral: Uint8Array, name: string): Uint8Array {
  const material = Buffer.concat([shared, before]);
  return new Uint8Array(hkdfSync('sha256', material, ephemeral, `quartermaster slot renewal ${name}`, 32));
}

/**
 * Seals a new data key for a slot whose secret is not known.
 *
 * @param publicKey of the slot
 * @param keys the data key before and the new one
 * @param name of the slot, bound in
 */
export function sealForSlot(
  publicKey: string,
  { before, after }: { before: Uint8Array; after: Uint8Array },
  name: string,
  chance: Surroundings,
): SlotRenewal {
  const own = privateKeyOf(chance.randomBytes(32));
  const ephemeral = rawPublic(own);
  const shared = diffieHellman({ privateKey: own, publicKey: publicKeyObject(Buffer.from(publicKey, 'base64')) });
  const nonce = chance.randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', renewalKey(shared, before, ephemeral, name), nonce);
  const sealed = Buffer.concat([cipher.update(after), cipher.final(), cipher.getAuthTag()]);
  return {
    ephemeral: ephemeral.toString('base64'),
    nonce: Buffer.from(nonce).toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** Opens what was sealed for a slot. @returns null when it was tampered with */
export function openRenewal(
  wrapping: Uint8Array,
  { ephemeral, nonce, sealed }: SlotRenewal,
  before: Uint8Array,
  name: string,
): Uint8Array | null {
  try {
    const raw = Buffer.from(ephemeral, 'base64');
    const shared = diffieHellman({ privateKey: slotKey(wrapping), publicKey: publicKeyObject(raw) });
    const box = Buffer.from(sealed, 'base64');
    const key = renewalKey(shared, before, raw, name);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'));
    decipher.setAuthTag(box.subarray(-16));
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(0, -16)), decipher.final()]));
  } catch {
    return null;
  }
}
