import type { TagStanding } from '#shared/features/tracking/contract.ts';
import { decodeEpc } from '#shared/primitives/epc.ts';

/** An EPC that a lookup may take for one: at least 96 bits, whole words of 16, at most what a tag's memory holds. */
export function isEpc(code: string): boolean {
  return /^(?:[0-9A-F]{4}){6,31}$/.test(code);
}

/** Whether a tag was never written: all bits are alike, as they come from the factory or from a failed write. */
export function isBlank(code: string): boolean {
  return /^0+$/.test(code) || /^F+$/.test(code);
}

/** What a code that belongs to no asset is. `ownPrefixes` are the GS1 company prefixes of the schemes in use. */
export function classifyUnknownTag(code: string, ownPrefixes: ReadonlySet<string>): Exclude<TagStanding, 'asset'> {
  if (isBlank(code)) return 'blank';
  const epc = isEpc(code) ? decodeEpc(code) : null;
  if (epc?.ok !== true || epc.value.scheme === 'gid-96') return 'unknown';
  return ownPrefixes.has(epc.value.companyPrefix) ? 'unknown' : 'foreign';
}
