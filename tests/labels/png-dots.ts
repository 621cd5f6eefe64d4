import { inflateSync } from 'node:zlib';

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Parts of a PNG file that say how its pixels are stored, and the pixels, still filtered (PNG specification, 9.2). */
function chunksOf(png: Buffer): { header: Buffer; data: Buffer } {
  const data: Buffer[] = [];
  let header = Buffer.alloc(0);
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 8, at + 8 + length);
    const kind = png.toString('latin1', at + 4, at + 8);
    if (kind === 'IHDR') header = Buffer.from(body);
    if (kind === 'IDAT') data.push(body);
    at += length + 12;
  }
  return { header, data: inflateSync(Buffer.concat(data)) };
}

const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Dots of a picture of 1 or 8 bits that are darker than half, `x,y` in reading order. */
export function darkDotsOf(picture: Uint8Array): string[] {
  const { header, data } = chunksOf(Buffer.from(picture));
  const [width, height, depth, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8] ?? 0, header[9] ?? 0];
  const bits = depth * (channels[kind] ?? 1);
  const step = Math.max(1, bits >> 3);
  const rowBytes = Math.ceil((width * bits) / 8);
  const dots: string[] = [];
  let above = Buffer.alloc(rowBytes);
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1);
    const row = Buffer.from(data.subarray(start + 1, start + 1 + rowBytes));
    for (let index = 0; index < rowBytes; index += 1) {
      const left = index >= step ? (row[index - step] ?? 0) : 0;
      const corner = index >= step ? (above[index - step] ?? 0) : 0;
      const up = above[index] ?? 0;
      const added = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][data[start] ?? 0] ?? 0;
      row[index] = ((row[index] ?? 0) + added) & 0xff;
    }
    for (let x = 0; x < width; x += 1) {
      const value = depth === 1 ? ((row[x >> 3] ?? 0) & (0x80 >> (x & 7))) * 255 : (row[x * step] ?? 255);
      if (value < 128) dots.push(`${x},${y}`);
    }
    above = row;
  }
  return dots;
}
