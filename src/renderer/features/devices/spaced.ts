/** Bytes as people read them. */
export function spaced(hex: string): string {
  return hex.replace(/../g, '$& ').trim();
}
