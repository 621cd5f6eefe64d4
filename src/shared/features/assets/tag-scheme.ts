import * as z from 'zod';
import { checkCharacterOf, checkMethods } from '#shared/primitives/check-digits.ts';
import { encodeEpc } from '#shared/primitives/epc.ts';
import type { Epc } from '#shared/primitives/epc.ts';

/** Parts of a prefix that are filled in for each asset. */
export const tagTokens = ['{CATEGORY}', '{SITE}', '{YYYY}', '{YY}'] as const;

/** How the tags also exist in the numbering of GS1, for RFID and for trading partners. */
export const gs1Numbering = z.object({
  scheme: z.enum(['giai-96', 'giai-202', 'grai-96']),
  companyPrefix: z.string().regex(/^\d{6,12}$/),
  /** Asset type of a GRAI; prefix and type together are twelve digits. */
  assetType: z.string().regex(/^\d{0,6}$/),
  filter: z.number().int().min(0).max(7),
});

/** How tags are made: prefix with tokens, padded running number, check character, e.g. `LT-2026-000123-7`. */
export const tagScheme = z.object({
  prefix: z
    .string()
    .trim()
    .max(30)
    .regex(/^(?:[A-Z0-9-]|\{(?:CATEGORY|SITE|YYYY|YY)\})*$/),
  digits: z.number().int().min(3).max(10),
  check: z.enum(['none', ...checkMethods]).default('none'),
  /** Whether every text that the prefix becomes counts for itself, so that each year or site begins with 1. */
  ownSeries: z.boolean().default(false),
  gs1: gs1Numbering.nullable().default(null),
});
export type TagScheme = z.infer<typeof tagScheme>;

export const initialTagScheme: TagScheme = { prefix: 'IT-', digits: 6, check: 'none', ownSeries: false, gs1: null };

/** What the tokens stand for with one asset. */
export interface TagParts {
  /** Code of the category. */
  readonly category: string;
  /** Code of the site that the asset's place lies in; null when it has none. */
  readonly site: string | null;
  /** Four digits. */
  readonly year: string;
}

const tokenText = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The prefix with its tokens filled in; what is not known becomes XX, so that the length tells nothing wrong. */
export function prefixOf(scheme: TagScheme, parts: TagParts): string {
  return scheme.prefix
    .replaceAll('{CATEGORY}', tokenText(parts.category) || 'XX')
    .replaceAll('{SITE}', tokenText(parts.site ?? '') || 'XX')
    .replaceAll('{YYYY}', parts.year)
    .replaceAll('{YY}', parts.year.slice(-2));
}

/** The tag of a running number; a number that outgrows its digits gets longer, never cut. */
export function formatTag(scheme: TagScheme, number: number, parts?: TagParts): string {
  const prefix = parts === undefined ? scheme.prefix : prefixOf(scheme, parts);
  const body = `${prefix}${String(number).padStart(scheme.digits, '0')}`;
  return scheme.check === 'none' ? body : body + checkCharacterOf(scheme.check, body);
}

/**
 * Whether a tag may be printed: numbers whose check character is a sign (`*` of MOD 37-2, space and `$%` of MOD 43) are
 * passed over, because keyboards, file names and web addresses spoil them.
 */
export function isPrintableTag(tag: string): boolean {
  return /[A-Z0-9]$/.test(tag) && tag.length <= 40;
}

/** Whether the last characters are the check character of what stands before; true for schemes without one. */
export function hasRightCheck(scheme: TagScheme, tag: string): boolean {
  if (scheme.check === 'none') return true;
  const length = scheme.check === 'mod97_10' ? 2 : 1;
  const body = tag.slice(0, -length);
  return body !== '' && checkCharacterOf(scheme.check, body) === tag.slice(-length).toUpperCase();
}

/**
 * The EPC that belongs to a tag: GIAI-96 and GRAI-96 hold the running number, GIAI-202 the tag itself.
 * @returns null when the scheme has no GS1 numbering, or the tag doesn't fit into it
 */
export function epcOfTag(scheme: TagScheme, tag: string, number: number | null): { epc: Epc; hex: string } | null {
  if (scheme.gs1 === null) return null;
  const { scheme: name, companyPrefix, filter, assetType } = scheme.gs1;
  if (name !== 'giai-202' && number === null) return null;
  const parts = { scheme: name, filter, companyPrefix };
  const epc: Epc =
    name === 'grai-96'
      ? { ...parts, reference: assetType, serial: String(number) }
      : { ...parts, reference: name === 'giai-202' ? tag : String(number), serial: '' };
  const encoded = encodeEpc(epc);
  return encoded.ok ? { epc, hex: encoded.value } : null;
}

/** What is wrong with a scheme beyond its fields. */
export type TagSchemeProblem =
  | 'TAG_TOO_LONG'
  | 'SERIES_NEEDS_TOKEN'
  | 'SERIES_AND_GS1'
  | 'ASSET_TYPE_LENGTH'
  | 'EPC_TOO_LONG';

/** Whether tags may be made by what stands in a form. */
export function isUsableScheme(draft: unknown): boolean {
  const checked = tagScheme.safeParse(draft);
  return checked.success && problemOfScheme(checked.data) === null;
}

/** Rules that no single field can tell; the first that is broken, or null. */
export function problemOfScheme(scheme: TagScheme): TagSchemeProblem | null {
  const longest = formatTag(scheme, 1, { category: 'XXXX', site: 'XXXXXX', year: '2026' });
  if (longest.length > 40) return 'TAG_TOO_LONG';
  if (scheme.ownSeries && !tagTokens.some((token) => scheme.prefix.includes(token))) return 'SERIES_NEEDS_TOKEN';
  const { gs1 } = scheme;
  if (gs1 === null) return null;
  // Two series would give the same number, and with it the same EPC, to two assets.
  if (scheme.ownSeries && gs1.scheme !== 'giai-202') return 'SERIES_AND_GS1';
  if (gs1.scheme === 'grai-96' && gs1.companyPrefix.length + gs1.assetType.length !== 12) return 'ASSET_TYPE_LENGTH';
  return epcOfTag(scheme, longest, 10 ** scheme.digits - 1) === null ? 'EPC_TOO_LONG' : null;
}
