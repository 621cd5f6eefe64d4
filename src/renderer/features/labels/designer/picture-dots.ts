import { longestPictureSide } from '#shared/features/labels/template.ts';

interface Picture {
  columns: number;
  rows: number;
  bits: string;
}

/** Side of a picture that is taken over, dots: fine enough for a logo on every printer. */
const side = Math.min(longestPictureSide, 400);
/** Bytes of a picture file that anybody would call a logo. */
const largestFile = 20 * 1024 * 1024;

/** Grey of each dot on white paper, 0 black to 255 white. */
function greysOf({ data, width, height }: ImageData): Float32Array {
  return Float32Array.from({ length: width * height }, (_, index) => {
    const at = index * 4;
    const alpha = (data[at + 3] ?? 0) / 255;
    const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    return grey * alpha + 255 * (1 - alpha);
  });
}

/**
 * Black and white by spreading each dot's error to those that follow (Floyd and Steinberg 1976): photos keep their
 * shades, and what is black or white already stays as it is.
 * @returns rows padded to whole bytes, 1 is dark, as hexadecimal digits
 */
export function blackAndWhite(greys: Float32Array, columns: number, rows: number): string {
  const left = Float32Array.from(greys);
  const rowBytes = Math.ceil(columns / 8);
  const bytes = new Uint8Array(rowBytes * rows);
  const spread = (x: number, y: number, error: number) => {
    if (x >= 0 && x < columns && y < rows) left[y * columns + x] = (left[y * columns + x] ?? 0) + error;
  };
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) {
      const value = left[y * columns + x] ?? 255;
      const isDark = value < 128;
      const error = value - (isDark ? 0 : 255);
      if (isDark) {
        const at = y * rowBytes + (x >> 3);
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
      }
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads a picture file to dots. Rejects what is no picture, or larger than any logo. */
export async function dotsOfPicture(file: File): Promise<Picture> {
  if (file.size > largestFile) throw new RangeError('too large');
  const whole = await createImageBitmap(file);
  const scale = Math.min(1, side / Math.max(whole.width, whole.height));
  const columns = Math.max(1, Math.round(whole.width * scale));
  const rows = Math.max(1, Math.round(whole.height * scale));
  const canvas = new OffscreenCanvas(columns, rows);
  const surface = canvas.getContext('2d', { willReadFrequently: true });
  if (surface === null) throw new Error('no canvas');
  surface.drawImage(whole, 0, 0, columns, rows);
  whole.close();
  return { columns, rows, bits: blackAndWhite(greysOf(surface.getImageData(0, 0, columns, rows)), columns, rows) };
}
