import { openWorkingDesk } from './working-desk.ts';

/**
 * A desk that hands assets out and on without end, for tests that kill it: tells of each asset what it was told.
 * Arguments: data folder.
 */
const { client, tell } = await openWorkingDesk(process.argv[2] ?? '');
const { rows } = await client.assets.list({ limit: 50 });
tell();
for (let round = 0; ; round += 1) {
  const asset = rows[round % rows.length];
  if (!asset) break;
  // Somebody else each time, also when an asset has its next turn: otherwise there would be nothing to do.
  if (round % 7 === 0) await client.desk.scan({ session: 'A', text: `BDG70${10 + ((round / 7) % 9)}` });
  const { asset: after } = await client.desk.scan({ session: 'A', text: asset.tag, confirmed: true });
  if (after) tell({ tag: after.tag, status: after.status, custodian: after.custodian?.name ?? '-' });
}
