import type { Condition } from '#shared/features/assets/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { insertMovements } from '#backend/features/assets/index.ts';
import { insertCustodies } from './repository.ts';

/**
 * Writes down who had assets when they came into the register: custody begins
 * with the import, in the condition and at the place that the file said.
 */
export async function takeOverCustodies(
  command: CommandContext,
  held: readonly { assetId: number; personId: number; condition: Condition; placeId: number | null }[],
): Promise<void> {
  if (held.length === 0) return;
  const { tx, now, actor } = command;
  const people = new Map(
    (
      await tx
        .selectFrom('person')
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(held.map(({ personId }) => personId))])
        .execute()
    ).map((row) => [row.id, row.name]),
  );
  insertCustodies(
    command,
    held.map(({ assetId, personId, condition, placeId }) => ({
      asset_id: assetId,
      custodian_kind: 'person' as const,
      person_id: personId,
      place_id: null,
      started_at: now,
      due_on: null,
      condition_out: condition,
      handed_over_by: actor.operatorId,
      from_place_id: placeId,
      from_status: 'in_stock' as const,
      ended_at: null,
      condition_in: null,
      taken_back_by: null,
      note: null,
      taken_over: 1 as const,
    })),
  );
  const seqs = command.journal.appendAll(
    held.map(({ assetId, personId }) => ({
      event: 'custody.takenOver',
      subject: `asset:${assetId}`,
      data: { custodian: `person:${personId}`, to: people.get(personId) },
    })),
  );
  insertMovements(
    command,
    held.map(({ assetId, personId }, index) => ({
      asset_id: assetId,
      at: now,
      kind: 'checked_out' as const,
      from_text: null,
      to_text: people.get(personId) ?? null,
      reason: null,
      operator_id: actor.operatorId,
      how: 'import' as const,
      journal_seq: seqs[index] ?? 0,
    })),
  );
  command.changed('custody');
}
