/**
 * How near an asset is to what was typed; lower is nearer. A tag that begins
 * so comes before a serial, a name that begins so before one that holds it,
 * and what only its model, custodian or notes matched comes last.
 */
export function rankOf(
  text: string,
  words: readonly string[],
  asset: { tag: string; serial: string | null; name: string },
): number {
  const wanted = text.toLowerCase();
  const tag = asset.tag.toLowerCase();
  const serial = asset.serial?.toLowerCase() ?? '';
  const name = asset.name.toLowerCase();
  if (tag.startsWith(wanted)) return 0;
  if (serial.startsWith(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  if (tag.includes(wanted) || serial.includes(wanted)) return 3;
  if (name.includes(wanted)) return 4;
  const inName = words.filter((word) => name.includes(word) || tag.includes(word) || serial.includes(word)).length;
  return 10 - Math.min(inName, 5);
}
