import { addDays } from '#shared/primitives/days.ts';
import type { Declaration } from '#shared/features/incidents/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  addReference,
  addTask,
  closeIncident,
  declareIncident,
  finishStep,
  takeInHand,
} from '#backend/features/incidents/index.ts';
import { lastOf } from './sample-assets.ts';

/** A theft whose plan is half done, a phone that turned up, a monitor that broke and what was learnt from it. */
export async function loadSampleIncidents(command: CommandContext): Promise<void> {
  const [laptop] = await lastOf(command, 'laptop', 1);
  const [phone] = await lastOf(command, 'phone', 1);
  const [monitor] = await lastOf(command, 'monitor', 1);
  if (laptop === undefined || phone === undefined || monitor === undefined) return;
  const ago = (days: number) => addDays(dayOf(command.now), -days);
  const say = async (kind: Declaration['kind'], assetId: number, days: number, description: string) => {
    const { id } = await declareIncident(command, {
      kind,
      assetIds: [assetId],
      happenedOn: ago(days),
      description,
      source: 'asset',
    });
    await takeInHand(command, { id, version: 1 });
    return id;
  };
  const found = await say('lost', phone.id, 9, 'Left on the train from Prague to Brno');
  await closeIncident(command, {
    id: found,
    version: 2,
    outcome: 'recovered',
    note: 'The railway sent it back. It had been locked all the time.',
  });
  const broken = await say('damaged', monitor.id, 6, 'Fell off the desk when the cable was pulled');
  await addTask(command, {
    id: broken,
    text: 'Cable channels for all desks',
    owner: 'Facility management',
    dueOn: ago(-21),
  });
  await closeIncident(command, { id: broken, version: 2, outcome: 'settled', note: 'Paid by the insurance' });
  const theft = await say('stolen', laptop.id, 0, 'Taken out of a car in the garage of the trade fair');
  await addReference(command, { id: theft, kind: 'police', number: 'KRPA-20417/TC', note: 'Prague 9' });
  const steps = await command.tx
    .selectFrom('incident_step')
    .select('id')
    .where('incident_id', '=', theft)
    .orderBy('id')
    .limit(2)
    .execute();
  for (const [index, { id: stepId }] of steps.entries())
    await finishStep(command, {
      stepId,
      note: index === 0 ? 'Locked at once' : 'Ordered; it has not been online since',
    });
}
