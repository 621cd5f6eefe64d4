import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameDistanceMm, offsetAfter } from '#shared/features/labels/calibration.ts';
import { cellsOf, fitsOn, media, mediaFor, mediumOf } from '#shared/features/labels/media.ts';
import { printerLanguages } from '#shared/features/labels/printer-contract.ts';
import { calibrationCard } from '#backend/features/labels/calibration-card.ts';

const sheets = media.filter(({ sheet }) => sheet !== undefined);

describe('the catalogue of media', () => {
  test('[V4] names each medium once, of all four makers', () => {
    expect(new Set(media.map(({ key }) => key)).size).toBe(media.length);
    expect(new Set(media.map(({ maker }) => maker))).toEqual(new Set(['Zebra', 'Brother', 'DYMO', 'Avery']));
    expect(mediumOf('no-such')).toBeUndefined();
    expect(mediumOf(null)).toBeUndefined();
  });

  // As printed on the packs.
  test.each([
    ['avery-l4731', 189],
    ['avery-l4732', 80],
    ['avery-l4770', 40],
    ['avery-l7159', 24],
    ['avery-l7160', 21],
    ['avery-l7161', 18],
    ['avery-l7162', 16],
    ['avery-l7163', 14],
    ['avery-l7164', 12],
    ['avery-l7165', 8],
    ['avery-l7651', 65],
    ['avery-5160', 30],
    ['avery-5161', 20],
    ['avery-5162', 14],
    ['avery-5163', 10],
    ['avery-5164', 6],
    ['avery-5167', 80],
  ])('[V4] %s has %d labels', (key, count) => {
    const sheet = mediumOf(key)?.sheet;
    expect(sheet && cellsOf(sheet)).toBe(count);
  });

  test('[V4] every sheet lies on its paper, lies in its middle, and no label lies on another', () => {
    for (const { key, widthMm, heightMm, sheet } of sheets) {
      if (sheet === undefined) continue;
      const right = sheet.pageWidthMm - sheet.leftMm - (sheet.columns - 1) * sheet.pitchXMm - widthMm;
      const bottom = sheet.pageHeightMm - sheet.topMm - (sheet.rows - 1) * sheet.pitchYMm - heightMm;
      expect(Math.abs(right - sheet.leftMm), key).toBeLessThan(1);
      expect(Math.abs(bottom - sheet.topMm), key).toBeLessThan(1);
      expect(sheet.pitchXMm, key).toBeGreaterThanOrEqual(widthMm);
      expect(sheet.pitchYMm, key).toBeGreaterThanOrEqual(heightMm - 0.01);
    }
  });

  test('[V4] says of every sheet and of every roll with a geometry where that is from', () => {
    const measured = media.filter(({ sheet, brother }) => sheet !== undefined || brother !== undefined);
    expect(measured.filter(({ source }) => source === undefined)).toEqual([]);
    expect(measured.length).toBeGreaterThan(25);
    expect(media.some(({ source }) => /estimat|guess|unknown/i.test(source ?? ''))).toBe(false);
  });

  test('[V4] offers each printer what can be loaded into it', () => {
    for (const language of printerLanguages) expect(mediaFor('tcp', language).length).toBeGreaterThan(5);
    expect(mediaFor('tcp', 'brother').every(({ maker, brother }) => maker === 'Brother' && brother)).toBe(true);
    expect(mediaFor('pages', 'zpl').some(({ maker }) => maker === 'DYMO')).toBe(true);
    expect(mediaFor('pages', 'zpl').some(({ kind }) => kind === 'endless')).toBe(false);
  });

  test('[V4] a label fits when it is no larger; an endless roll takes any length', () => {
    const roll = mediumOf('zebra-51x25');
    const endless = mediumOf('brother-dk-22205');
    if (!roll || !endless) throw new Error('not in the catalogue');
    expect(fitsOn(roll, { widthMm: 50, heightMm: 25 })).toBe(true);
    expect(fitsOn(roll, { widthMm: 50, heightMm: 30 })).toBe(false);
    expect(fitsOn(roll, { widthMm: 86, heightMm: 20 })).toBe(false);
    expect(fitsOn(endless, { widthMm: 62, heightMm: 300 })).toBe(true);
    expect(fitsOn(endless, { widthMm: 70, heightMm: 10 })).toBe(false);
  });
});

describe('calibration', () => {
  test.each(media.map((medium) => [medium.key, medium] as const))(
    '[V4] the card for %s has its frame at the same distance from every edge',
    (_, medium) => {
      for (const dpi of [203, 300, 600] as const) {
        const card = calibrationCard(medium, 'Desk · any medium', dpi);
        const [frame] = card.boxes;
        if (frame === undefined) throw new Error('no frame');
        expect(frame.x).toBeCloseTo(frameDistanceMm, 0);
        expect(frame.y).toBeCloseTo(frameDistanceMm, 0);
        expect(card.widthMm - frame.x - frame.width).toBeCloseTo(frameDistanceMm, 0);
        expect(card.heightMm - frame.y - frame.height).toBeCloseTo(frameDistanceMm, 0);
        expect(card.lines.length).toBeGreaterThan(5);
      }
    },
  );

  test('[V4] what was measured leads to the offset that brings the frame to its place, never farther than allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8000, max: 8000 }), fc.integer({ min: -5000, max: 5000 }), (present, off) => {
        // A printer that is off by so much prints the frame there.
        const measured = frameDistanceMm + (off + present) / 1000;
        expect(offsetAfter(present, measured, 20_000) + off).toBeCloseTo(0, 6);
      }),
    );
    expect(offsetAfter(19_000, 0, 20_000)).toBe(20_000);
    expect(offsetAfter(-19_000, 22, 20_000)).toBe(-20_000);
  });
});
