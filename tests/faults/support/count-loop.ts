import { openWorkingDesk } from './working-desk.ts';

/** Counts codes without end, for a test that kills it: tells each one. Arguments: data folder, stocktake, first number. */
const [folder = '', stocktake = '', first = '1'] = process.argv.slice(2);
const { client, tell } = await openWorkingDesk(folder);
tell();
for (let number = Number(first); ; number += 1) {
  await client.stocktakes.scan({ id: Number(stocktake), text: `SEEN-${number}` });
  tell({ number });
}
