import { whenDelivered } from '#backend/features/procurement/index.ts';
import { queueLabels } from './print-labels.ts';
import { printQueueOf } from './queue-of-backend.ts';

// What was received and accepted gets its labels in the transaction that registers it.
whenDelivered.push(async (command, { assetIds, labels }) => {
  if (labels === null || assetIds.length === 0) return;
  await queueLabels(command, { ...labels, kind: 'asset', ids: [...assetIds], copies: 1 });
  command.afterCommit(() => {
    printQueueOf(command.backend).kick();
  });
});

export { renderCardSheet } from './card-sheet.ts';
export { printAgain } from './print-again.ts';
export { noteReadBack } from './proof.ts';
export { labelProcedures } from './procedures.ts';
export { resumePrinting } from './queue-of-backend.ts';
