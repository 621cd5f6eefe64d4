import * as z from 'zod';
import { instant } from '#shared/rpc/fields.ts';

const encrypted = /^https:\/\/[\w.-]+(?::\d{1,5})?(?:\/[^\s@?#]*)?$/;
const onThisComputer = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[^\s@?#]*)?$/;

/** Where whoever hands the application out lays its versions down. Only this computer is spoken to without encryption. */
export const updateAddress = z
  .string()
  .max(500)
  .refine((text) => encrypted.test(text) || onThisComputer.test(text));

/** What the address told when it was last asked. */
export const updateCheck = z.object({
  at: instant,
  version: z.string(),
  newer: z.boolean(),
  /** What is to be downloaded, and its SHA-512 in base64, as the feed has it. */
  file: z.string(),
  sha512: z.string(),
});
export type UpdateCheck = z.infer<typeof updateCheck>;

export const updateErrors = {
  NO_UPDATE_ADDRESS: {},
  UPDATES_UNREACHABLE: { data: z.object({ host: z.string(), reason: z.string() }) },
  UPDATES_UNREADABLE: { data: z.object({ host: z.string() }) },
};

export interface UpdateFeed {
  version: string;
  file: string;
  sha512: string;
}

const semantic = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([\w.-]+))?(?:\+[\w.-]+)?$/;

/**
 * The feed of electron-builder's generic provider (`latest.yml`, `latest-linux.yml`, `latest-mac.yml`). Of its YAML only
 * the keys at the left edge are read, which electron-builder writes on one line each.
 *
 * @returns null for anything without a semantic version, a plain file name and a whole SHA-512
 */
export function readUpdateFeed(text: string): UpdateFeed | null {
  const valueOf = (key: string) =>
    new RegExp(`^${key}: *(.*?) *$`, 'm').exec(text)?.[1]?.replace(/^(['"])(.*)\1$/, '$2');
  const [version = '', file = '', sha512 = ''] = ['version', 'path', 'sha512'].map(valueOf);
  if (!semantic.test(version) || !/^[\w.+ -]{1,200}$/.test(file) || !/^[\w+/]{86}==$/.test(sha512)) return null;
  return { version, file, sha512 };
}

/** Whether one version comes after the other (Semantic Versioning 2.0.0, section 11); never for what is no version. */
export function isNewer(one: string, other: string): boolean {
  const [left, right] = [semantic.exec(one), semantic.exec(other)];
  if (left === null || right === null) return false;
  for (const part of [1, 2, 3]) {
    const step = Number(left[part]) - Number(right[part]);
    if (step !== 0) return step > 0;
  }
  return comesAfter(left[4]?.split('.'), right[4]?.split('.'));
}

/** What comes before a release is older than it; numbers are older than words, and fewer parts than more. */
function comesAfter(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (other === undefined) return false;
  if (one === undefined) return true;
  for (const [index, right] of other.entries()) {
    const left = one[index];
    if (left === undefined) return false;
    if (left === right) continue;
    const numbers = [left, right].map((part) => (/^\d+$/.test(part) ? Number(part) : null));
    const [first = null, second = null] = numbers;
    if (first !== null && second !== null) return first > second;
    return first === null && second === null ? left > right : first === null;
  }
  return one.length > other.length;
}
