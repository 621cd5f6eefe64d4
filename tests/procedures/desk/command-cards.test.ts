import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let answer: string | null;
const folder = mkdtempSync(join(tmpdir(), 'cards-'));

beforeAll(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

it('[K1] all command cards are saved as sheets of A4, in the language of the window, with an entry in the journal', async () => {
  answer = join(folder, 'cards.pdf');
  expect(await desk.client.desk.saveCommandCards({ language: 'de' })).toEqual({ path: answer });
  const pdf = readFileSync(answer, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toMatch(/MediaBox \[0 0 595\.2\d* 841\.8\d*\]/);
  const { entries } = await desk.client.reports.journal({ subject: 'desk' });
  expect(entries.map(({ event }) => event)).toContain('desk.cardsSaved');
});

it('[K1] nothing is written when nobody says where', async () => {
  answer = null;
  expect(await desk.client.desk.saveCommandCards({})).toEqual({ path: null });
  expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
});
