import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asItIsFound } from '#shared/features/spreadsheets/contract.ts';
import type { ImportEntity, ImportPlan, ImportMode } from '#shared/features/spreadsheets/contract.ts';
import type { TestDesk } from '#tests/support/desk.ts';

/** Imports as the window does it: look at the file, take the proposed mapping, run. */
export function importer(desk: Pick<TestDesk, 'folder' | 'client' | 'backend'>) {
  return {
    file(name: string, content: string | Uint8Array): string {
      const path = join(desk.folder, name);
      writeFileSync(path, content);
      return path;
    },
    async planFor(
      path: string,
      entity: ImportEntity,
      onError: 'stop' | 'skip' = 'stop',
      mode: ImportMode = 'create',
    ): Promise<ImportPlan> {
      const inspection = await desk.client.spreadsheets.inspect({ path, entity, sheet: null });
      return {
        path,
        entity,
        sheet: null,
        mapping: inspection.mapping.map(({ column, field, keep }) => ({ column, field, keep })),
        dateOrders: Object.fromEntries(
          inspection.questions
            .filter((question) => question.code === 'DATE_ORDER')
            .map(({ column }) => [column, 'mdy' as const]),
        ),
        decimalMarks: {},
        onError,
        mode,
        matchBy: null,
        newNames: 'add',
        nameAnswers: [],
        headingRow: inspection.headingRow,
        reading: asItIsFound,
        repairs: [],
        sha256: null,
      };
    },
    async preview(plan: ImportPlan) {
      const { jobId } = await desk.client.spreadsheets.startPreview(plan);
      await desk.backend.jobs.ended(jobId);
      return desk.client.spreadsheets.previewReport({ jobId });
    },
    async run(plan: ImportPlan) {
      const { jobId } = await desk.client.spreadsheets.startImport(plan);
      return desk.backend.jobs.ended(jobId);
    },
  };
}
