/** Width and height of a picture, in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** What a picture may have at most: a camera of today has less, and what has more is made to fill memory. */
export const mostPixels = 40_000_000;

/** How many bytes of a file `pictureSizeOf` needs to see; of a JPEG, whose size may stand behind large notes. */
export const pictureHeaderBytes = 512 * 1024;

/**
 * The size that the header of a picture announces, read without decoding it (PNG, GIF, WebP, JPEG).
 *
 * @param bytes the beginning of a file, at least `pictureHeaderBytes` of it or all of it
 * @returns null when it is none of these, or says nothing of its size
 */
export function pictureSizeOf(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (bytes.length >= 24 && text(1, 3) === 'PNG' && text(12, 4) === 'IHDR')
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.length >= 10 && text(0, 4) === 'GIF8')
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (bytes.length >= 30 && text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return sizeOfWebp(view, text(12, 4));
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return sizeOfJpeg(view);
  return null;
}

/** The three kinds of first chunk: lossy (RFC 6386, 14 bits each), lossless (14 bits less one), extended (24 bits less one). */
function sizeOfWebp(view: DataView, chunk: string): PictureSize | null {
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8X') return null;
  const side = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { width: side(24), height: side(27) };
}

/** Walks over the segments to the start of frame, which has the size (ITU T.81, B.2.2). */
function sizeOfJpeg(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Whether a file is a picture that no memory should be asked for. */
export function isPixelFlood(bytes: Uint8Array): boolean {
  const size = pictureSizeOf(bytes);
  return size !== null && size.width * size.height > mostPixels;
}
