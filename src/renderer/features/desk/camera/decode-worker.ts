import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { CameraCode } from './two-reads.ts';

// From the application's own files: without this the library would ask a server on the internet.
prepareZXingModule({ overrides: { locateFile: () => wasm } });

async function decode(picture: ImageData): Promise<CameraCode[]> {
  const found = await readBarcodes(picture, {
    formats: ['Code128', 'Code39', 'QRCode', 'DataMatrix', 'EAN13', 'EAN8', 'UPCA', 'ITF', 'Aztec', 'PDF417'],
    tryHarder: true,
    maxNumberOfSymbols: 8,
  });
  return found
    .filter(({ isValid, text }) => isValid && text !== '')
    .map(({ text, symbologyIdentifier }) => ({ text, symbology: symbologyIdentifier.slice(1) || null }));
}

/** Answers each picture with the codes in it, so that whoever sends knows when the next may come. */
globalThis.addEventListener('message', ({ data }: MessageEvent<ImageData>) => {
  void decode(data).then(
    (codes) => globalThis.postMessage(codes),
    () => globalThis.postMessage([]),
  );
});
