import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { addEntry, getIncidentRow } from './repository.ts';

/**
 * Writes down what was done or learned: whom one spoke to, which reference the police gave.
 *
 * @throws Failure INCIDENT_STATE once it is closed.
 */
export async function addNote(command: CommandContext, { id, text }: { id: number; text: string }): Promise<void> {
  const { state, number } = await getIncidentRow(command.tx, id);
  if (state === 'closed') throw new Failure('INCIDENT_STATE', { state });
  const words = text.trim();
  const seq = await command.record({
    event: 'incidents.noted',
    subject: `incident:${id}`,
    data: { number },
    reason: words,
  });
  await addEntry(command, id, { kind: 'note', asset_id: null, text: words, journal_seq: seq });
  command.changed('incidents');
}
