const LONGEST = 31;
const FORBIDDEN = /[[\]:*?/\\]/g;

/**
 * A name a spreadsheet program accepts: at most 31 UTF-16 units, none of `[ ] : * ? / \`, no apostrophe at the ends,
 * different from the names in use whatever the case. A number in brackets keeps equal names apart.
 */
export function sheetName(wanted: string, inUse: ReadonlySet<string>): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const plain = wanted.replaceAll(FORBIDDEN, ' ').replaceAll(/[\u0000-\u001F]|\p{Surrogate}/gu, ' ');
  const base =
    plain
      .trim()
      .replaceAll(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = shortened(base, LONGEST - suffix.length) + suffix;
    if (!inUse.has(name.toLowerCase()) && name.toLowerCase() !== 'history') return name;
  }
}

function shortened(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/['\s]+$/, '');
}
