import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packTask } from '#backend/features/reports/pack-task.ts';
import { barePerson } from '#tests/support/assets.ts';
import { administrator, openDesk, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import {
  databaseOf,
  everything,
  makePack,
  partsOf,
  sheetPart,
  verifyHere,
  verifyPack,
  writeParts,
} from './support/packs.ts';

let desk: TestDesk;
let pack: string;
let parts: Map<string, string>;
let copy: string;
const tabs: string[] = [];

beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
  await desk.client.people.create({ ...barePerson, name: '=1+1 & "Söhne" <x> _x000D_ \u{1F600}' });
  pack = (await makePack(desk)).path;
  parts = partsOf(pack);
  copy = join(desk.folder, 'copy.xlsx');
  tabs.push(
    ...[...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]+)"/g)].map((found) => found[1] ?? ''),
  );
}, 60_000);
afterAll(async () => desk.close());

const cellXml = /<c r="([A-Z]+)(\d+)" s="\d+"(?: t="(inlineStr|b)")?>.*?<\/c>/g;

/** Verifies the pack with one part changed. */
async function verifyWith(tab: string, change: (xml: string) => string) {
  const part = sheetPart(parts, tab);
  const changed = new Map(parts);
  const before = parts.get(part) ?? '';
  const after = change(before);
  expect(after, 'the change changes something').not.toBe(before);
  changed.set(part, after);
  await writeParts(copy, changed);
  return verifyHere(desk, copy);
}

/** Another value of the same kind. */
function otherValue(cell: string, by: number): string {
  if (cell.includes('t="b"')) return cell.replace(/<v>([01])<\/v>/, (_, value) => `<v>${value === '1' ? 0 : 1}</v>`);
  if (cell.includes('inlineStr')) {
    return cell.replace(/(<t[^>]*>)([^<]*)<\/t>/, (_, open: string, text: string) => {
      const at = by % (text.length + 1);
      // Not into an entity or an escape, which would only make the file unreadable.
      return /[&_]/.test(text) ? `${open}${text}x</t>` : `${open}${text.slice(0, at)}x${text.slice(at)}</t>`;
    });
  }
  return cell.replace(/<v>([^<]*)<\/v>/, (_, digits: string) => {
    const places = [...digits.matchAll(/\d/g)].map((found) => found.index);
    const at = places[by % places.length] ?? 0;
    return `<v>${digits.slice(0, at)}${(Number(digits[at]) % 9) + 1}${digits.slice(at + 1)}</v>`;
  });
}

describe('a pack that was changed', () => {
  it('[X1] is found by itself when any one cell of any sheet is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (whichTab, whichCell, by) => {
        const tab = tabs[whichTab % tabs.length] ?? '';
        const verdict = await verifyWith(tab, (xml) => {
          const cells = [...xml.matchAll(cellXml)];
          const cell = cells[whichCell % cells.length];
          if (!cell) return xml;
          return xml.slice(0, cell.index) + otherValue(cell[0], by) + xml.slice(cell.index + cell[0].length);
        });
        expect(verdict).toMatchObject({ ok: false, contentIntact: false });
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('[X1] is found by itself when any one cell is emptied or a row taken out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), async (whichTab, which, wholeRow, renumber) => {
        const tab = tabs[whichTab % tabs.length] ?? '';
        const pattern = wholeRow ? /<row r="(\d+)"[^>]*>.*?<\/row>/g : cellXml;
        const verdict = await verifyWith(tab, (xml) => {
          const found = [...xml.matchAll(pattern)];
          const one = found[which % found.length];
          if (!one) return xml;
          const rest = xml.slice(one.index + one[0].length);
          const up = (text: string) =>
            text
              .replaceAll(/<row r="(\d+)">/g, (_, row) => `<row r="${Number(row) - 1}">`)
              .replaceAll(/<c r="([A-Z]+)(\d+)"/g, (_, column, row) => `<c r="${column}${Number(row) - 1}"`);
          return xml.slice(0, one.index) + (wholeRow && renumber ? up(rest) : rest);
        });
        expect(verdict).toMatchObject({ ok: false, contentIntact: false });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('[X1] is found when two sheets are swapped, by name or by place, or one is taken out or hidden', async () => {
    const workbook = parts.get('xl/workbook.xml') ?? '';
    const verify = async (changed: string) => {
      expect(changed).not.toBe(workbook);
      await writeParts(copy, new Map(parts).set('xl/workbook.xml', changed));
      return verifyHere(desk, copy);
    };
    const swapNames = workbook
      .replace('<sheet name="13_Movements"', '<sheet name="_"')
      .replace('<sheet name="14_Custody"', '<sheet name="13_Movements"')
      .replace('<sheet name="_"', '<sheet name="14_Custody"');
    expect(await verify(swapNames)).toMatchObject({ contentIntact: false });
    const [movements = '', following = ''] = ['13_Movements', '14_Custody'].map(
      (name) => new RegExp(`<sheet name="${name}"[^>]*>`).exec(workbook)?.[0],
    );
    const swapPlaces = workbook.replace(movements + following, following + movements);
    expect(await verify(swapPlaces)).toMatchObject({ contentIntact: false, firstFault: 'SHEETS_REORDERED' });
    const hidden = workbook.replace('<sheet name="14_Custody"', '<sheet name="14_Custody" state="hidden"');
    expect(await verify(hidden)).toMatchObject({ contentIntact: false, firstFault: 'NOT_READABLE' });
    const without = new Map(parts).set('xl/workbook.xml', workbook.replace(following, ''));
    without.delete(sheetPart(parts, '14_Custody'));
    await writeParts(copy, without);
    expect(await verifyHere(desk, copy)).toMatchObject({ contentIntact: false, firstFault: 'SHEET_MISSING' });
  });

  it('[X1] is found when a row is hidden, another currency shown, or something laid over the cells', async () => {
    const refused = { contentIntact: false, firstFault: 'NOT_READABLE' };
    expect(await verifyWith('14_Custody', (xml) => xml.replace('<row r="5">', '<row r="5" hidden="1">'))).toMatchObject(
      refused,
    );
    const over = '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    expect(await verifyWith('14_Custody', (xml) => xml.replace('</sheetData>', over))).toMatchObject(refused);
    const more = '</sheetData><row r="2"><c r="A2" s="0" t="b"><v>1</v></c></row>';
    expect(await verifyWith('14_Custody', (xml) => xml.replace('</sheetData>', more))).toMatchObject(refused);
    const styles = parts.get('xl/styles.xml') ?? '';
    await writeParts(copy, new Map(parts).set('xl/styles.xml', styles.replace('&quot;EUR&quot;', '&quot;USD&quot;')));
    expect(await verifyHere(desk, copy)).toMatchObject({ contentIntact: false, firstFault: 'SHEET_ALTERED' });
    await writeParts(
      copy,
      new Map(parts).set(
        'xl/styles.xml',
        styles.replace('yyyy-mm-dd&quot;', 'x').replace('yyyy-mm-dd"', '&quot;2020&quot;"'),
      ),
    );
    expect(await verifyHere(desk, copy)).toMatchObject(refused);
  });

  it('[S6] is found in the journal when all its digests were made anew', async () => {
    const draft = join(desk.folder, 'forged.xlsx');
    writeFileSync(draft, '');
    const facts = {
      number: 1,
      now: '2026-11-24T08:00:00.000Z',
      operator: 'Somebody Else (else)',
      roles: ['auditor'],
      desk: 'desk',
      timeZone: 'Europe/Prague',
      version: '0.0.0-test',
      schemaVersion: 5,
      seesCost: false,
    };
    await packTask({ ...databaseOf(desk), draft, scope: everything, facts }, { progress: () => undefined });
    const verdict = await verifyHere(desk, draft);
    expect(verdict).toMatchObject({
      ok: false,
      contentIntact: true,
      agreesWithJournal: false,
      firstFault: 'COVER_ALTERED',
    });
  });

  it('[X1] with every cell as it was but packed anew is told apart from an altered one', async () => {
    await writeParts(copy, parts, 1);
    expect(await verifyHere(desk, copy)).toMatchObject({
      ok: false,
      contentIntact: true,
      faults: 1,
      firstFault: 'FILE_ALTERED',
    });
  });

  it('[X1] and any changed byte of the file are found', async () => {
    const bytes = readFileSync(pack);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = ((changed[at] ?? 0) + by) % 256;
        writeFileSync(copy, changed);
        expect(await verifyHere(desk, copy)).toMatchObject({ ok: false });
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('[X1] or that is no pack at all is not in order, and a file that is not there is a failure', async () => {
    copyFileSync(pack, copy);
    truncateSync(copy, 1000);
    expect((await verifyPack(desk, copy)).result).toMatchObject({ ok: false, firstFault: 'NOT_READABLE' });
    writeFileSync(copy, 'no workbook');
    expect((await verifyPack(desk, copy)).result).toMatchObject({ ok: false, firstFault: 'NOT_READABLE' });
    expect(await verifyPack(desk, join(desk.folder, 'nowhere.xlsx'))).toMatchObject({
      state: 'failed',
      failure: { code: 'NOT_FOUND' },
    });
  });

  it('[S6] of another database is sound by itself and not of this one', async () => {
    const other = openDesk();
    // With the same clock and the same chance it would be the same database.
    other.surroundings.pass(1000);
    await other.client.auth.createAdministrator(administrator);
    try {
      expect(await verifyHere(other, pack)).toMatchObject({
        ok: false,
        contentIntact: true,
        firstFault: 'OTHER_DATABASE',
      });
    } finally {
      await other.close();
    }
  });

  it('[X1] the untouched pack is in order', async () => {
    expect((await verifyPack(desk, pack)).result).toMatchObject({
      ok: true,
      contentIntact: true,
      agreesWithJournal: true,
    });
  });
});
