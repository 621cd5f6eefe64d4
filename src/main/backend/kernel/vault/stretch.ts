import { hashRaw } from '@node-rs/argon2';

/** Argon2id as an integer of the library's enumeration, which erasable TypeScript can't import as a const enum. */
const argon2id = 2;

/** m in KiB, t passes, p lanes: RFC 9106's second choice with one lane, well above OWASP's floor of 19,456 KiB. */
export const defaultCost = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

export interface Cost {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/**
 * A key of 32 bytes from a secret, at a cost that makes guessing slow (argon2id, RFC 9106). The secret is taken in its
 * compatibility form, so that two keyboards that compose a letter differently mean the same.
 */
export async function stretch(secret: string, salt: Uint8Array, cost: Cost = defaultCost): Promise<Uint8Array> {
  return hashRaw(secret.normalize('NFKC'), {
    algorithm: argon2id,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    salt,
    outputLen: 32,
  });
}
