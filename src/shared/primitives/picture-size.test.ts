import { expect, it } from 'vitest';
import { isPixelFlood, pictureSizeOf } from './picture-size.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const pictures = {
  png: '89504e470d0a1a0a 0000000d 49484452 0000c350 0000c350 08020000',
  gif: '474946383961 4001 f000 800000',
  'lossy webp': '52494646 24000000 57454250 56503820 18000000 300100 9d012a 4001 f000 0000',
  'lossless webp': '52494646 24000000 57454250 5650384c 18000000 2f 3fc13b00 00000000 00',
  'extended webp': '52494646 24000000 57454250 56503858 0a000000 10000000 3f0100 ef0000',
  jpeg: 'ffd8 ffe0 0010 4a46494600010101004800480000 ffc0 0011 08 00f0 0140 03012200 021101 031101',
};

it.each(Object.entries(pictures).slice(1))('[I2] the size of a %s is read from its header', (_, hex) => {
  expect(pictureSizeOf(bytesOf(hex))).toEqual({ width: 320, height: 240 });
});

it('[I2] what is no picture, or is cut off, has no size', () => {
  for (const hex of Object.values(pictures))
    for (let length = 0; length < 12; length += 1) pictureSizeOf(bytesOf(hex).subarray(0, length));
  expect(pictureSizeOf(bytesOf('ffd8ffe00010'))).toBeNull();
  expect(pictureSizeOf(new TextEncoder().encode('a text of no size at all, long enough to hold a header'))).toBeNull();
});

it('[S5] a picture that would fill memory is known before it is decoded', () => {
  expect(pictureSizeOf(bytesOf(pictures.png))).toEqual({ width: 50_000, height: 50_000 });
  expect(isPixelFlood(bytesOf(pictures.png))).toBe(true);
  expect(isPixelFlood(bytesOf(pictures.gif))).toBe(false);
});
