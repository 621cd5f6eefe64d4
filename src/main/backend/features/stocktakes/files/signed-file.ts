import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as z from 'zod';

/** What a file is; the number is raised when its body changes. */
export type FileFormat = 'quartermaster-stocktake-plan/1' | 'quartermaster-stocktake-result/1';

const header = z.object({
  format: z.string(),
  /** Ed25519 key of the database that made the file, raw, hexadecimal. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Ed25519 over the bytes of the body. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  /** HMAC-SHA-256 of the body under the ticket of the plan; null for a plan, which brings the ticket. */
  seal: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

export interface SignedFile {
  body: unknown;
  /** SHA-256 of the body's bytes. */
  sha256: string;
  /** First bytes of the SHA-256 of the key, in groups that can be read out. */
  fingerprint: string;
  seal: string | null;
  /** The exact bytes that signature and seal are over. */
  bytes: string;
}

/** PKCS #8 and SubjectPublicKeyInfo of an Ed25519 key before its 32 bytes (RFC 8410, section 7 and 4). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The database's own key to sign with, derived from its data key, so that it lives and is restored with it. */
function signingKey(dataKey: Uint8Array): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', dataKey, '', 'quartermaster stocktake files', 32));
  return createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
}

function fingerprintOf(publicKey: Buffer): string {
  const digest = createHash('sha256').update(publicKey).digest('hex').slice(0, 16).toUpperCase();
  return digest.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** Two lines: what signs, and what is signed. @returns the file's text and the digest of its body. */
export function writeSigned(
  format: FileFormat,
  body: object,
  dataKey: Uint8Array,
  ticket: string | null,
): { text: string; sha256: string } {
  const bytes = JSON.stringify(body);
  const key = signingKey(dataKey);
  const head = {
    format,
    publicKey: rawPublicKey(key).toString('hex'),
    signature: sign(null, Buffer.from(bytes, 'utf8'), key).toString('hex'),
    seal: ticket === null ? null : sealOf(bytes, ticket),
  };
  return { text: `${JSON.stringify(head)}\n${bytes}\n`, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function sealOf(bytes: string, ticket: string): string {
  return createHmac('sha256', Buffer.from(ticket, 'hex')).update(bytes, 'utf8').digest('hex');
}

export type ReadVerdict =
  | { readable: true; file: SignedFile }
  | { readable: false; because: 'COUNT_FILE_UNREADABLE' | 'COUNT_FILE_TAMPERED' };

/** Reads a file and checks that it is as its maker signed it. Who that is, the fingerprint says. */
export function readSigned(format: FileFormat, text: string): ReadVerdict {
  const [first = '', bytes = '', rest = ''] = text.replace(/\n$/, '').split('\n');
  const head = header.safeParse(parsed(first));
  if (!head.success || head.data.format !== format || rest !== '')
    return { readable: false, because: 'COUNT_FILE_UNREADABLE' };
  const publicKey = Buffer.from(head.data.publicKey, 'hex');
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(bytes, 'utf8'), key, Buffer.from(head.data.signature, 'hex')))
    return { readable: false, because: 'COUNT_FILE_TAMPERED' };
  return {
    readable: true,
    file: {
      body: parsed(bytes),
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fingerprint: fingerprintOf(publicKey),
      seal: head.data.seal,
    },
  };
}

/** Whether the seal was made with the ticket: only who was given the plan has it. */
export function isSealedWith(file: Pick<SignedFile, 'seal' | 'bytes'>, ticket: string): boolean {
  if (file.seal === null) return false;
  return timingSafeEqual(Buffer.from(file.seal, 'hex'), Buffer.from(sealOf(file.bytes, ticket), 'hex'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
