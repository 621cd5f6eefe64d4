import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { addEntry, getIncidentRow, updateIncident } from './repository.ts';
import { mayGoTo } from './rules.ts';

/**
 * Somebody answers for it from here on.
 *
 * @throws Failure INCIDENT_STATE, CHANGED_MEANWHILE.
 */
export async function takeInHand(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { tx, actor } = command;
  const { state, number } = await getIncidentRow(tx, id);
  if (!mayGoTo(state, 'in_hand')) throw new Failure('INCIDENT_STATE', { state });
  await updateIncident(command, { id, version }, { state: 'in_hand', in_hand_of: actor.operatorId });
  const seq = await command.record({ event: 'incidents.takenInHand', subject: `incident:${id}`, data: { number } });
  await addEntry(command, id, { kind: 'taken_in_hand', asset_id: null, text: null, journal_seq: seq });
  command.changed('incidents');
}
