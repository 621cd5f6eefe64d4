import { openWorkingDesk } from './working-desk.ts';

/** Has labels printed, batch after batch, for a test that kills it. Arguments: data folder, printer, labels in a batch. */
const [folder = '', printer = '', labels = '8'] = process.argv.slice(2);
const { client, tell } = await openWorkingDesk(folder);
const { rows } = await client.assets.list({ limit: Number(labels) });
const changes = await client.application.changes();
tell();
for (;;) {
  const ids = rows.map(({ id }) => id);
  const { jobId } = await client.labels.print({
    kind: 'asset',
    ids,
    templateId: 'asset-50x25',
    printerId: Number(printer),
    copies: 1,
  });
  tell({ jobId });
  while (!(await client.labels.queue()).some(({ id, state }) => id === jobId && state === 'done')) await changes.next();
  tell({ printed: jobId });
}
