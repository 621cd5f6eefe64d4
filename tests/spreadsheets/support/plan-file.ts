import { ASSET_DESCRIPTION } from '#backend/features/spreadsheets/map/asset-fields.ts';
import { RowPlanner } from '#backend/features/spreadsheets/map/plan-rows.ts';
import { suggestMapping } from '#backend/features/spreadsheets/map/suggest-mapping.ts';
import { withTable } from '#backend/features/spreadsheets/read/read-table.ts';

/** Plans a file in a process of its own, whose heap the caller limits, and says what came of it. */
const outcome = await withTable(process.argv[2] ?? '', {}, async (table) => {
  const mapping = suggestMapping(ASSET_DESCRIPTION, table.headings, []);
  const planner = new RowPlanner(ASSET_DESCRIPTION, mapping, { defaultCurrency: 'EUR' });
  for await (const chunk of table.chunks) for (const row of chunk) planner.look(row);
  const duplicates: unknown[] = [];
  let rows = 0;
  let errors = 0;
  let last: unknown = null;
  for await (const chunk of table.chunks)
    for (const row of chunk) {
      const planned = planner.plan(row);
      rows += 1;
      errors += planned.errors.length;
      last = planned.values['purchasedOn'];
      for (const { code, facts } of planned.errors)
        if (code === 'DUPLICATE_IN_FILE') duplicates.push([row.rowNumber, facts['rows']]);
    }
  return { rows, duplicates, errors, questions: planner.questions, last };
});
process.stdout.write(JSON.stringify(outcome));
