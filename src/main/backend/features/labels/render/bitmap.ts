/** One bit a dot, rows padded to bytes, the most significant bit leftmost, 1 is dark. */
export interface Bitmap {
  width: number;
  height: number;
  rowBytes: number;
  data: Uint8Array;
}

export function blankBitmap(width: number, height: number): Bitmap {
  const rowBytes = Math.ceil(width / 8);
  return { width, height, rowBytes, data: new Uint8Array(rowBytes * height) };
}

export function isDark({ rowBytes, data, width, height }: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return ((data[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Darkens the dots of one row from `left` up to, not including, `right`; what lies outside is left out. */
export function darkenRow(bitmap: Bitmap, y: number, left: number, right: number): void {
  if (y < 0 || y >= bitmap.height) return;
  for (let x = Math.max(0, left); x < Math.min(bitmap.width, right); x += 1) {
    const at = y * bitmap.rowBytes + (x >> 3);
    bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (x & 7));
  }
}

/** The same picture with everything moved; what leaves the label is lost. */
export function shifted(bitmap: Bitmap, right: number, down: number): Bitmap {
  if (right === 0 && down === 0) return bitmap;
  const moved = blankBitmap(bitmap.width, bitmap.height);
  for (let y = 0; y < bitmap.height; y += 1)
    for (let x = 0; x < bitmap.width; x += 1)
      if (isDark(bitmap, x, y)) darkenRow(moved, y + down, x + right, x + right + 1);
  return moved;
}
