import { openWorkingDesk } from './working-desk.ts';

/** Hands assets on and backs up by the plan, again and again, for a test that kills it. Arguments: data folder. */
const { backend, client, tell } = await openWorkingDesk(process.argv[2] ?? '');
const { rows } = await client.assets.list({ limit: 50 });
tell();
for (let round = 0; ; round += 1) {
  await client.desk.scan({ session: 'A', text: `BDG70${10 + (round % 9)}` });
  for (let scan = 0; scan < 5; scan += 1) {
    await client.desk.scan({ session: 'A', text: rows[scan]?.tag ?? '', confirmed: true });
  }
  const { jobId } = await client.backups.backUp({});
  const { state, result } = await backend.jobs.ended(jobId);
  tell({ state, path: String(result?.['path']) });
}
