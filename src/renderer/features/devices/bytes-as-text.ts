/** Bytes of one line. */
const width = 16;

function characterOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}

/** Bytes as people compare them with a manual: sixteen a line, hexadecimal and, beside it, what is a character. */
export function bytesAsText(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const some = bytes.slice(at, at + width);
    const digits = some.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(`${digits.padEnd(width * 3)} ${some.map(characterOf).join('')}`);
  }
  return lines.join('\n');
}
