/** Where a number may be a secret itself. */
const secretName = /pass|secret|phrase|token|key$|seed|pin|totp|recovery|code/i;

/**
 * A setting as support may have it: which are set, which numbers and switches they have, never a text. Texts are names,
 * addresses and passwords; that one is there, and how long it is, is all that helps.
 */
export function settingShape(value: unknown, name = '', depth = 0): unknown {
  if (typeof value === 'string') return value === '' ? 'empty' : 'text';
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return secretName.test(name) ? 'number' : value;
  if (depth > 3) return 'more';
  if (Array.isArray(value)) return { entries: value.length };
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], index) => [
      // Some settings are kept by what somebody named, so a key can be data too.
      /^[a-z][a-zA-Z]{1,40}$/.test(key) && depth < 2 ? key : `entry ${index + 1}`,
      settingShape(inner, key, depth + 1),
    ]),
  );
}
