import { expect, it } from 'vitest';
import { pickUpSoon } from '#backend/picking-up.ts';
import { printQueueOf } from '#backend/features/labels/queue-of-backend.ts';
import { openReadyDesk } from '../../support/desk.ts';

it('[O2] a command waits until what was left has been picked up, a question does not', async () => {
  const desk = await openReadyDesk();
  // Picking up begins a new queue of labels, by which one sees that it has happened.
  const left = printQueueOf(desk.backend);
  await pickUpSoon(desk.backend);
  await desk.client.setup.progress();
  expect(printQueueOf(desk.backend)).toBe(left);
  await desk.client.setup.updateStocktakes({ secondPerson: false });
  expect(printQueueOf(desk.backend)).not.toBe(left);
  expect(desk.backend.beforeCommands).toBeNull();
  await desk.close();
});

it('[O2] closing the database ends what waits to be picked up', async () => {
  const desk = await openReadyDesk();
  const left = printQueueOf(desk.backend);
  await pickUpSoon(desk.backend);
  await desk.client.auth.signOut();
  expect(desk.backend.inventory).toBeNull();
  expect(desk.backend.beforeCommands).toBeNull();
  expect(printQueueOf(desk.backend)).toBe(left);
  await desk.close();
});
