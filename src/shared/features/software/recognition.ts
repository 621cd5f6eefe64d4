import * as z from 'zod';
import { id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';

/** Which names a rule is about; `*` stands for anything, `{version}` for a version, which is taken from there. */
export const ruleDetails = z.object({
  publisherPattern: line(200),
  namePattern: requiredLine(200).refine((pattern) => pattern.split('{version}').length <= 2),
  /** Which versions; blank is any. */
  versionPattern: line(80),
  /** Null ignores what it matches: drivers, updates, parts of the system. */
  productId: id.nullable(),
});
export type RuleDetails = z.infer<typeof ruleDetails>;

export const rule = ruleDetails.extend({
  id,
  product: reference.nullable(),
  position: z.number().int(),
  /** Installations that it recognises now. */
  installations: z.number().int(),
  version: z.number().int(),
});
export type Rule = z.infer<typeof rule>;

export const ruleVersion = ruleDetails.extend({ number: z.number().int(), savedAt: instant, savedBy: z.string() });

/** A name as it was seen, on how many devices. */
export const seenName = z.object({
  name: z.string(),
  publisher: z.string().nullable(),
  devices: z.number().int(),
  /** Some of the versions that were seen. */
  versions: z.array(z.string()),
});
export type SeenName = z.infer<typeof seenName>;

type Token = { text: string } | 'anything' | 'version';

function tokensOf(pattern: string): Token[] {
  return pattern
    .split(/(\*|\{version\})/)
    .filter((part) => part !== '')
    .map((part) => (part === '*' ? 'anything' : part === '{version}' ? 'version' : { text: part.toLowerCase() }));
}

const versionText = /^[vV]?\d[\p{L}\d]*(?:[._-][\p{L}\d]+)*/u;

/**
 * Whether a text is what a pattern describes, from its beginning to its end; letters count the same in both cases.
 *
 * @returns the version that stands where the pattern has it; null when the text is another. In time that grows with the
 * product of both lengths, whatever the pattern.
 */
export function matchPattern(pattern: string, text: string): { version: string | null } | null {
  const tokens = tokensOf(pattern.trim());
  const plain = text.trim();
  const lower = plain.toLowerCase();
  const failed = new Set<number>();
  const from = (token: number, at: number): { version: string | null } | null => {
    const key = token * (plain.length + 1) + at;
    if (failed.has(key)) return null;
    const found = attempt(token, at);
    if (found === null) failed.add(key);
    return found;
  };
  const attempt = (index: number, at: number): { version: string | null } | null => {
    const token = tokens[index];
    if (token === undefined) return at === plain.length ? { version: null } : null;
    if (token === 'anything') return from(index + 1, at) ?? (at < plain.length ? from(index, at + 1) : null);
    if (token === 'version') {
      const [version] = versionText.exec(plain.slice(at)) ?? [];
      const rest = version === undefined ? null : from(index + 1, at + version.length);
      return version === undefined || rest === null ? null : { version: version.replace(/^[vV]/, '') };
    }
    return lower.startsWith(token.text, at) ? from(index + 1, at + token.text.length) : null;
  };
  return from(0, 0);
}

/** What a rule makes of software as it was seen; null when it is about other software. */
export function applyRule(
  of: Pick<RuleDetails, 'publisherPattern' | 'namePattern' | 'versionPattern'>,
  seen: { name: string; publisher: string | null; version: string | null },
): { version: string | null } | null {
  if (of.publisherPattern !== '' && matchPattern(of.publisherPattern, seen.publisher ?? '') === null) return null;
  const found = matchPattern(of.namePattern, seen.name);
  if (found === null) return null;
  const version = found.version ?? seen.version;
  if (of.versionPattern !== '' && (version === null || matchPattern(of.versionPattern, version) === null)) return null;
  return { version };
}
