import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Surroundings } from '#backend/kernel/context.ts';

/** Seconds that one code holds (RFC 6238, section 5.2). */
const stepSeconds = 30;
const digits = 6;
/** Steps before and after the present one that are let through, for clocks that differ. */
const tolerance = 1;
const secretBytes = 20;

/** The alphabet of RFC 4648, section 6: what every authenticator takes. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @returns 160 random bits in base 32, 32 characters without padding. */
export function makeTotpSecret(chance: Surroundings): string {
  return base32(chance.randomBytes(secretBytes));
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function bytesOf(secret: string): Uint8Array {
  const bits = Array.from(secret, (character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** The step that an instant lies in, counted from 1970. */
export function totpStep(now: string): number {
  return Math.floor(Date.parse(now) / 1000 / stepSeconds);
}

/**
 * The code of a step: HMAC-SHA-1 and dynamic truncation of RFC 4226, section 5.3.
 *
 * @param secret in base 32
 * @returns six digits, zeros in front included
 */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * Which step a typed code is of. Spaces are forgiven, other digits than those of ASCII and missing zeros are not.
 *
 * @param after the last step that was accepted: neither it nor one before is accepted again; null when none was
 * @returns the step to be kept, or null when the code is wrong, too old, too early or was used
 */
export function acceptedStep(secret: string, typed: string, now: string, after: number | null): number | null {
  const code = typed.replaceAll(' ', '');
  if (!/^[0-9]{6}$/.test(code)) return null;
  const present = totpStep(now);
  for (let step = present - tolerance; step <= present + tolerance; step += 1) {
    if (after !== null && step <= after) continue;
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code))) return step;
  }
  return null;
}

/** What an authenticator reads from the picture (Key Uri Format of Google Authenticator). */
export function totpAddress(secret: string, username: string): string {
  const label = `Quartermaster:${username}`;
  return `otpauth://totp/${encodeURIComponent(label)}?secret=${secret}&issuer=Quartermaster`;
}
