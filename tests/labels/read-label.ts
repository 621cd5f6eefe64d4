import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ready } from 'zpl-renderer-js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PrintedLabel } from '#backend/features/devices/simulators/printers/printer-server.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { toDots } from '#shared/features/labels/dots.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
const { api } = await ready;

/** The picture of a label as a ZPL printer of the layout's resolution makes it, PNG. */
export async function printPicture(zpl: string, layout: LabelLayout): Promise<Uint8Array> {
  const dotsAMm = layout.dpi === 203 ? 8 : layout.dpi === 300 ? 12 : 24;
  const [width, height] = [toDots(layout.widthMm, layout.dpi), toDots(layout.heightMm, layout.dpi)];
  return Buffer.from(await api.zplToBase64Async(zpl, width / dotsAMm, height / dotsAMm, dotsAMm), 'base64');
}

/** Texts of all bar codes in a picture. */
export async function readCodes(picture: Uint8Array): Promise<string[]> {
  const results = await readBarcodes(Uint8Array.from(picture), { tryHarder: true, textMode: 'Plain' });
  return results.map((result) => result.text);
}

/** Texts of all bar codes on a label that a printer of bitmaps drew. */
export async function codesOnLabel(label: PrintedLabel): Promise<string[]> {
  return (await codesWithKind(label)).map(({ text }) => text);
}

/** The same with the kind of each code, and whether it says of itself that it follows GS1. */
export async function codesWithKind({ width, height, dark }: PrintedLabel) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [index, dot] of dark.entries()) if (dot === 1) data.fill(0, index * 4, index * 4 + 3);
  const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
  const found = await readBarcodes(picture, { tryHarder: true, textMode: 'Plain' });
  return found.map(({ text, format, symbologyIdentifier }) => ({ text, format, identifier: symbologyIdentifier }));
}

/** Left, right, upper and lower edge of the first bar code in a picture, pixels. */
export async function edgesOfCode(picture: Uint8Array): Promise<[number, number, number, number]> {
  const [first] = await readBarcodes(Uint8Array.from(picture), { tryHarder: true });
  if (first === undefined) throw new Error('no code in the picture');
  const { topLeft, topRight, bottomLeft, bottomRight } = first.position;
  const corners = [topLeft, topRight, bottomLeft, bottomRight];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

/** True when a program of poppler is installed. */
export async function hasProgram(name: string): Promise<boolean> {
  return run(name, ['-v']).then(
    () => true,
    () => false,
  );
}

async function withFile<Result>(pdf: Uint8Array, work: (file: string, folder: string) => Promise<Result>) {
  const folder = await mkdtemp(join(tmpdir(), 'label-pdf-'));
  try {
    const file = join(folder, 'labels.pdf');
    await writeFile(file, pdf);
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pages of a PDF as PNG at 300 dpi. */
export function pagePictures(pdf: Uint8Array): Promise<Uint8Array[]> {
  return withFile(pdf, async (file, folder) => {
    await run('pdftoppm', ['-r', '300', '-png', file, join(folder, 'page')]);
    const pages = (await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted();
    return Promise.all(pages.map((name) => readFile(join(folder, name))));
  });
}

/** The text of a PDF as people copy it. */
export function textOf(pdf: Uint8Array): Promise<string> {
  return withFile(pdf, async (file) => (await run('pdftotext', ['-layout', file, '-'])).stdout);
}
