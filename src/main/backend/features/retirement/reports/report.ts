import type {
  ReportFormat,
  SanitisationResult,
  Technique,
  Verification,
} from '#shared/features/retirement/sanitisation.ts';

/** One medium as a report of an erasure tool tells of it. */
export interface ReportedMedium {
  serial: string;
  model: string;
  /** Null where the report does not say what kind of command was used. */
  technique: Technique | null;
  /** In the tool's own words: `DoD Short`, `NIST 800-88 Purge`. */
  standard: string;
  passes: number | null;
  verification: Verification;
  result: SanitisationResult;
  failure: string;
  /** ISO-8601 in UTC; null where the report says no time. */
  doneAt: string | null;
}

export interface ErasureReport {
  format: ReportFormat;
  tool: string;
  toolVersion: string;
  media: ReportedMedium[];
}

/**
 * An instant of a report: `2026/11/20 14:03:09` or `2026-11-20T14:03:09+01:00`. One without a zone is taken for UTC: the
 * live systems that such tools run from know no other.
 */
export function instantOf(text: string): string | null {
  const found =
    /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text.trim(),
    );
  if (!found) return null;
  const [, year, month, day, hour = '12', minute = '00', second = '00', zone = 'Z'] = found;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const words: readonly (readonly [RegExp, Technique])[] = [
  [/crypto|scramble/i, 'crypto_erase'],
  [/block erase|sanitize block/i, 'block_erase'],
  [/sanitize|sanitise overwrite/i, 'sanitize_overwrite'],
  [/nvme|format nvm/i, 'nvme_format'],
  [/secure erase|security erase|firmware/i, 'secure_erase'],
  [/factory|reset/i, 'factory_reset'],
  [/degauss/i, 'degauss'],
  [/shred(?!os)/i, 'shred'],
];

/** The technique behind the name of a standard. What names a standard of overwriting, as most do, is overwriting. */
export function techniqueOfWords(text: string): Technique | null {
  if (text.trim() === '') return null;
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? 'overwrite';
}
