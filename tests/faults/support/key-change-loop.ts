import { openWorkingDesk } from './working-desk.ts';

/** Hands assets on and changes the data key, again and again, for a test that kills it. Arguments: data folder. */
const { backend, client, tell } = await openWorkingDesk(process.argv[2] ?? '');
const { rows } = await client.assets.list({ limit: 50 });
tell();
for (let round = 0; ; round += 1) {
  await client.desk.scan({ session: 'A', text: `BDG70${10 + (round % 9)}` });
  await client.desk.scan({ session: 'A', text: rows[round % rows.length]?.tag ?? '', confirmed: true });
  tell({ begins: round });
  const { jobId } = await client.keys.changeDataKey({ password: 'correct horse battery' });
  const { state, result } = await backend.jobs.ended(jobId);
  tell({ state, fingerprint: String(result?.['fingerprint']) });
  for (const { id } of backend.jobs.list()) await backend.jobs.ended(id);
}
