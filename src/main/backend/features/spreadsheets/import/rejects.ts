import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { ImportProblem } from '#shared/features/spreadsheets/contract.ts';
import { findSentence, listFacts } from '#backend/kernel/sentences.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { WorkbookWriter } from '../write/xlsx-writer.ts';
import { readHeadings, readRejected } from './staging.ts';

interface Rejects {
  folder: string;
  /** Name of the file that was imported. */
  source: string;
  now: string;
  staged: Sqlite;
}

/**
 * Writes the rows that were left out to a workbook: the cells as they were,
 * behind them the row number and the reasons, ready to be mended and imported again.
 *
 * @returns the path of the workbook.
 */
export async function writeRejects({ folder, source, now, staged }: Rejects): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = now.slice(0, 19).replaceAll(/[:T]/g, '-');
  const file = join(folder, `${parse(source).name} rejects ${stamp}.xlsx`);
  const draft = `${file}.part`;
  const writer = new WorkbookWriter(createWriteStream(draft, { mode: 0o600 }), {
    title: `${source} rejects`,
    creator: 'Quartermaster',
    now,
  });
  try {
    const columns = [...readHeadings(staged), 'Row in file', 'Why it was left out'].map((heading) => ({
      heading,
      type: 'text' as const,
    }));
    const sheet = writer.addSheet({ name: 'Rejects', columns });
    for (const { rowNumber, cells, problems } of readRejected(staged)) {
      await sheet.push([...cells, String(rowNumber), problems.map((problem) => reasonOf(problem)).join(' · ')]);
    }
    await sheet.close();
    await writer.close();
  } catch (error) {
    writer.abandon();
    rmSync(draft, { force: true });
    throw error;
  }
  renameSync(draft, file);
  return file;
}

/** In the words of the resource file: this workbook is read outside the window. */
function reasonOf({ heading, code, facts }: ImportProblem): string {
  const reason = findSentence(`rowProblem.${code}`, facts) ?? `${code} (${listFacts(facts)})`;
  return heading === null ? reason : `${heading}: ${reason}`;
}
