import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrotherPrinter } from '#backend/features/devices/simulators/printers/brother-printer.ts';
import { startEplPrinter } from '#backend/features/devices/simulators/printers/epl-printer.ts';
import type { PrintedLabel, PrinterSimulator } from '#backend/features/devices/simulators/printers/printer-server.ts';
import { startTsplPrinter } from '#backend/features/devices/simulators/printers/tspl-printer.ts';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { ZplPrinterSimulator } from '#backend/features/devices/simulators/zpl-printer.ts';
import { renderLabel } from '#backend/features/labels/render/render-label.ts';
import { printLabels } from '#backend/features/labels/transport/tcp.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import { printerLanguages } from '#shared/features/labels/printer-contract.ts';
import { symbologies } from '#shared/features/labels/template.ts';
import type { Symbology } from '#shared/features/labels/template.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { codeElement, designOf } from '#tests/support/label-designs.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';
import { darkDotsOf } from './png-dots.ts';
import { codesWithKind, printPicture } from './read-label.ts';

const size = { widthMm: 58, heightMm: 25 };
const resolutions = [203, 300] as const;
type Dpi = (typeof resolutions)[number];

/** What each kind of code is tried with, and how a reader names it (the AIM identifier). */
const codes: Readonly<Record<Symbology, { value: string; identifier: string }>> = {
  code128: { value: 'LT-000123', identifier: ']C0' },
  code39: { value: 'LT-0124', identifier: ']A0' },
  qr: { value: 'Žluť · LT-000123', identifier: ']Q1' },
  datamatrix: { value: 'LT-000123', identifier: ']d1' },
  'gs1-128': { value: '(8004)95211100000123', identifier: ']C1' },
  'gs1-datamatrix': { value: '(8004)95211100000123', identifier: ']d2' },
};

/** What a language can't do is said here, with the refusal that whoever sets such a printer up is given. */
const cannot = [{ language: 'brother', dpi: 203, refusal: 'RESOLUTION_NOT_OFFERED' }] as const;

const combinations = printerLanguages.flatMap((language) => resolutions.map((dpi) => ({ language, dpi })));
const isRefused = ({ language, dpi }: (typeof combinations)[number]) =>
  cannot.some((each) => each.language === language && each.dpi === dpi);
const table = combinations
  .filter((each) => !isRefused(each))
  .flatMap((each) => symbologies.map((symbology) => ({ ...each, symbology, ...codes[symbology] })));

let zpl: ZplPrinterSimulator;
let drawing: Record<string, PrinterSimulator>;
beforeAll(async () => {
  zpl = await startZplPrinter();
  drawing = {
    'tspl 203': await startTsplPrinter({ dpi: 203 }),
    'tspl 300': await startTsplPrinter({ dpi: 300 }),
    'epl 203': await startEplPrinter(),
    'epl 300': await startEplPrinter(),
    'brother 300': await startBrotherPrinter(),
  };
});
afterAll(async () => {
  await zpl.close();
  await Promise.all(Object.values(drawing).map((printer) => printer.close()));
});

/** What an independent renderer makes of a ZPL label, as the dots of the label. */
async function zplDots(format: string, dpi: Dpi): Promise<PrintedLabel> {
  const picture = await printPicture(format, { ...size, dpi } as Parameters<typeof printPicture>[1]);
  const places = darkDotsOf(picture).map((place) => place.split(',').map(Number));
  const dots = {
    width: Math.round((size.widthMm * dpi) / 25.4) + 8,
    height: Math.round((size.heightMm * dpi) / 25.4) + 8,
  };
  const dark = new Uint8Array(dots.width * dots.height);
  for (const [x = 0, y = 0] of places) if (x < dots.width && y < dots.height) dark[y * dots.width + x] = 1;
  return { ...dots, dark };
}

/** Sends the label to the printer over TCP, as the queue does. @returns what came out of it */
async function printed(language: (typeof printerLanguages)[number], dpi: Dpi, data: Uint8Array): Promise<PrintedLabel> {
  const printer = language === 'zpl' ? zpl : drawing[`${language} ${dpi}`];
  if (printer === undefined) throw new Error('no such printer');
  const count = printer.received.length;
  const timings = { connectMs: 1000, idleMs: 1000, pollMs: 1, confirmMs: 1000 };
  const result = await printLabels({ host: '127.0.0.1', port: printer.port, language }, [{ id: 1, data }], { timings });
  expect(result).toEqual({ done: true, printed: 1 });
  await expect.poll(() => printer.received.length).toBe(count + 1);
  const label = printer.received[count];
  if (label === undefined) throw new Error('nothing came out');
  return typeof label === 'string' ? zplDots(label, dpi) : label;
}

describe('every code of every language', () => {
  it('[V4] is in the table, once at each resolution, or said to be refused', () => {
    const wanted = printerLanguages.length * resolutions.length * symbologies.length;
    expect(table.length + cannot.length * symbologies.length).toBe(wanted);
  });

  it.each(table)(
    '[V4] [I1] $language at $dpi dpi: $symbology reads as what was asked for, by another decoder',
    async ({ language, dpi, symbology, value, identifier }) => {
      const design = designOf([{ ...codeElement(symbology, '{tag}'), width: size.widthMm }], size);
      const result = layoutLabel({ id: 'test', ...design }, { tag: value }, dpi);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      expect(result.layout.symbols[0]?.moduleDots).toBeGreaterThanOrEqual(dpi === 203 ? 2 : 3);
      const settings = { copies: 1, offsetXDots: 0, offsetYDots: 0, darkness: null, speed: null };
      const rendered = renderLabel(result.layout, language, settings);
      if (!rendered.ok) throw new Error(rendered.code);
      const found = await codesWithKind(await printed(language, dpi, rendered.data));
      expect(found.map(({ identifier: kind }) => kind)).toEqual([identifier]);
      // Read as plain text the brackets of an element string are not there: they are for people.
      expect(found[0]?.text.replaceAll(/[()]/g, '')).toBe(value.replaceAll(/[()]/g, ''));
    },
  );

  it.each(cannot)(
    '[V4] $language at $dpi dpi is refused when the printer is set up',
    async ({ language, dpi, refusal }) => {
      const desk = await openReadyDesk();
      const details = printerAt(9100, { language, dpi });
      await expect(desk.client.labels.savePrinter(details)).rejects.toMatchObject({ code: refusal });
      await desk.close();
    },
  );
});
