import type { ImportEntity, Inspection, TextReading } from '#shared/features/spreadsheets/contract.ts';
import { listFields } from '#backend/features/assets/index.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { runInWorker } from '#backend/kernel/jobs/run-in-worker.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { findImportOf, findMapping } from '../repository.ts';
import type { InspectTaskInput, InspectTaskResult } from './inspect-task.ts';

/** Looks at a file in the worker and adds what the register remembers: the mapping of last time, and whether it was imported before. */
export async function inspectFile(
  { backend, reader }: QueryContext,
  input: {
    path: string;
    entity: ImportEntity;
    sheet: string | null;
    headingRow: number | null;
    reading: TextReading;
  },
  signal: AbortSignal | undefined,
): Promise<Inspection> {
  const { currency } = await readSetting(reader, organisationSetting);
  const task: InspectTaskInput = { ...input, defaultCurrency: currency, fields: await listFields(reader) };
  const channel = await backend.host.startWorker();
  const found = await runInWorker(
    channel,
    'spreadsheets.inspect',
    task,
    signal ?? new AbortController().signal,
    () => undefined,
  );
  const { sha256, ...inspection } = found as InspectTaskResult;
  const remembered = await findMapping(reader, input.entity, inspection.headings);
  const before = await findImportOf(reader, sha256, input.entity);
  return {
    ...inspection,
    mapping:
      remembered?.map((target) => ({ ...target, confidence: 1, reason: 'remembered' as const })) ?? inspection.mapping,
    importedBefore: before?.at ?? null,
  };
}
