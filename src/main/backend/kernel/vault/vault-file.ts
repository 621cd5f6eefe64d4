import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';
import { keySlot } from './key-slot.ts';
import type { KeySlot } from './key-slot.ts';
import { boxedSlot, boxSlot, openBoxedSlot, secretOf } from './keychain.ts';

const operatorSlot = keySlot.extend({
  username: z.string(),
  displayName: z.string(),
  failures: z.number().int(),
  lastFailureAt: z.string().nullable(),
});

const vaultFile = z.object({
  format: z.literal('quartermaster-vault/1'),
  /** Whether the first run came to its end: from then on a database without content is a damaged one. */
  established: z.boolean(),
  /** Which register this is, whatever its keys become; absent as long as the first recovery slot tells. */
  register: z.string().optional(),
  /** Of the present data key, once it is not the first. */
  fingerprint: z.string().optional(),
  operators: z.array(z.union([operatorSlot, boxedSlot])),
  recovery: keySlot.extend({ failures: z.number().int(), lastFailureAt: z.string().nullable() }),
});
export type VaultFile = z.infer<typeof vaultFile>;
export type OperatorSlot = z.infer<typeof operatorSlot>;

/** Registers are told apart by their first recovery slot, also in the vaults of backups. */
export function registerOf(vault: string): string {
  const { register, recovery } = z
    .object({ register: z.string().optional(), recovery: z.object({ wrapped: z.string() }) })
    .parse(JSON.parse(vault));
  return register ?? recovery.wrapped;
}

/** @throws what is no vault. */
export function contentOf(file: string): VaultFile {
  const content = vaultFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secret = secretOf(file);
  if (secret === null) return content;
  const operators = content.operators.map((slot) => {
    const opened = 'boxed' in slot ? openBoxedSlot(slot, secret) : null;
    return opened === null ? slot : operatorSlot.parse(opened);
  });
  return { ...content, operators };
}

/** As it lies on the disk: where a keychain was asked, operators' slots are in its boxes. The phrase's never is. */
export function diskTextOf(content: VaultFile, file: string, chance: Surroundings): string {
  const secret = secretOf(file);
  if (secret === null) return textOf(content);
  const operators = content.operators.map((slot) => ('boxed' in slot ? slot : boxSlot(slot, secret, chance)));
  return textOf({ ...content, operators });
}

export function textOf(content: VaultFile): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

export function isSame(one: KeySlot, other: KeySlot): boolean {
  return one.nonce === other.nonce && (one.renewals ?? []).length === (other.renewals ?? []).length;
}

export function slotName(username: string): string {
  return `operator:${username.normalize('NFKC').toLowerCase()}`;
}

export function sameName(one: string, other: string): boolean {
  return slotName(one) === slotName(other);
}
