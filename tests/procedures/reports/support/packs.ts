import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackScope } from '#shared/features/reports/contract.ts';
import { verifyPackTask } from '#backend/features/reports/verify/verify-pack-task.ts';
import { WORKBOOK_ZIP_LIMITS, partContent, zipEntries } from '#backend/features/spreadsheets/read/zip-directory.ts';
import { ByteSink } from '#backend/features/spreadsheets/write/byte-sink.ts';
import { ZipWriter } from '#backend/features/spreadsheets/write/zip-writer.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { TestDesk } from '#tests/support/desk.ts';

export const everything: PackScope = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };

/** Makes a pack through the contract and waits for the end of the job. */
export async function makePack(desk: TestDesk, scope: Partial<PackScope> = {}, name = 'pack.xlsx') {
  const path = join(desk.folder, name);
  const { jobId } = await desk.client.reports.auditPack({ ...everything, ...scope, path });
  return { path, job: await desk.backend.jobs.ended(jobId) };
}

/** Verifies through the contract. */
export async function verifyPack(desk: TestDesk, path: string) {
  const { jobId } = await desk.client.reports.verifyPack({ path });
  return desk.backend.jobs.ended(jobId);
}

export async function verifyJournal(desk: TestDesk) {
  const { jobId } = await desk.client.reports.verifyJournal();
  return desk.backend.jobs.ended(jobId);
}

export function databaseOf(desk: TestDesk): { databaseFile: string; dataKey: Uint8Array } {
  if (!desk.backend.folder) throw new Error('the desk has no folder');
  return { databaseFile: desk.backend.folder.database, dataKey: openInventoryOf(desk.backend).dataKey };
}

/** The same task without a worker around it, for properties that verify many packs. */
export async function verifyHere(desk: TestDesk, path: string) {
  return verifyPackTask({ ...databaseOf(desk), path }, { progress: () => undefined });
}

/** The parts of a workbook in their order. */
export function partsOf(path: string): Map<string, string> {
  const file = readFileSync(path);
  return new Map(
    zipEntries(file, WORKBOOK_ZIP_LIMITS).map((entry) => [entry.name, partContent(file, entry).toString('utf8')]),
  );
}

/** Packs parts exactly as the application does, so that only their content can give a change away. */
export async function writeParts(path: string, parts: ReadonlyMap<string, string>, level = 6): Promise<void> {
  const sink = new ByteSink(createWriteStream(path));
  const zip = new ZipWriter(sink, '2026-11-24T08:00:00.000Z', level);
  for (const [name, text] of parts) await zip.add(name, text);
  await zip.finish();
  await sink.end();
}

/** The part in which a tab lies. */
export function sheetPart(parts: ReadonlyMap<string, string>, tab: string): string {
  const id = new RegExp(`<sheet name="${tab}" sheetId="\\d+" r:id="(rId\\d+)"/>`).exec(
    parts.get('xl/workbook.xml') ?? '',
  )?.[1];
  const relations = parts.get('xl/_rels/workbook.xml.rels') ?? '';
  const target = new RegExp(`<Relationship Id="${id ?? ''}" [^>]*Target="([^"]*)"`).exec(relations)?.[1];
  if (target === undefined) throw new Error(`no tab ${tab}`);
  return `xl/${target}`;
}
