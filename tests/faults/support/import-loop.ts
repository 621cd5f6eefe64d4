import { importer } from '#tests/procedures/spreadsheets/support/importer.ts';
import { openWorkingDesk } from './working-desk.ts';

/**
 * Imports one file of assets after the other, for a test that kills it: first what a kill before had cut short, then
 * files of its own; tells which import was begun and which one is done. Arguments: data folder, number of the first
 * file, rows in each.
 */
const [folder = '', first = '1', rows = '300'] = process.argv.slice(2);
const desk = await openWorkingDesk(folder);
const importing = importer(desk);
desk.tell();
for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
for (let number = Number(first); ; number += 1) {
  const lines = Array.from(
    { length: Number(rows) },
    (_, index) => `F${number}-${index},S${number}-${index},2026-01-31`,
  );
  const path = importing.file(`F${number}.csv`, `Asset Tag,Serial Number,Purchase Date\n${lines.join('\n')}\n`);
  const plan = await importing.planFor(path, 'assets');
  desk.tell({ begins: `F${number}.csv` });
  const { state } = await importing.run(plan);
  desk.tell({ ended: `F${number}.csv`, state });
}
