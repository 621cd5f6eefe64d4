import { isSymmetric, parentTypes } from '#shared/features/assets/relation.ts';
import type { RelationType } from '#shared/features/assets/relation.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '../select-rows.ts';
import { findParentTag, findRelation, getRelation, leadsTo, listEnding } from './repository.ts';
import { mayRelate } from './rules.ts';

interface NewRelation {
  sourceId: number;
  type: RelationType;
  targetId: number;
  note: string | null;
}

/**
 * Says how two assets belong together.
 *
 * @throws Failure RELATION_TO_ITSELF, RELATION_EXISTS, RELATION_CYCLE, HAS_PARENT, ASSET_CLOSED.
 */
export async function addRelation(command: CommandContext, input: NewRelation): Promise<{ id: number }> {
  return insertRelation(command, inOrder(input), null);
}

/** Takes a relation away; that it was there, and until when, is kept. */
export async function removeRelation(command: CommandContext, { id }: { id: number }): Promise<void> {
  const relation = await getRelation(command.tx, id);
  if (relation.removed_at !== null) throw new Failure('RELATION_REMOVED');
  await endRelation(command, relation, null);
}

/** Takes the last step of a relation back, as a step of its own in the journal. */
export async function undoRelation(command: CommandContext, { id }: { id: number }): Promise<void> {
  const relation = await getRelation(command.tx, id);
  if (relation.removed_seq === null) {
    await endRelation(command, relation, relation.added_seq);
    return;
  }
  const { source_id: sourceId, type, target_id: targetId, note } = relation;
  await insertRelation(command, { sourceId, type, targetId, note }, relation.removed_seq);
}

/** Both ends of a connection are equal, so it is kept in one order only. */
function inOrder(relation: NewRelation): NewRelation {
  const { sourceId, targetId, type } = relation;
  return isSymmetric(type) && sourceId > targetId ? { ...relation, sourceId: targetId, targetId: sourceId } : relation;
}

async function insertRelation(
  command: CommandContext,
  relation: NewRelation,
  reversedEntry: number | null,
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  await refuseUnfit(command, relation);
  const seq = await recordAtBothEnds(command, 'added', relation, reversedEntry);
  return tx
    .insertInto('asset_relation')
    .values({
      source_id: relation.sourceId,
      target_id: relation.targetId,
      type: relation.type,
      note: relation.note === '' ? null : relation.note,
      added_at: now,
      added_by: actor.operatorId,
      added_seq: seq,
      removed_at: null,
      removed_by: null,
      removed_seq: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}

async function refuseUnfit({ tx }: CommandContext, { sourceId, type, targetId }: NewRelation): Promise<void> {
  const source = await getAssetRow(tx, sourceId, false);
  const target = await getAssetRow(tx, targetId, false);
  const parent = parentTypes.includes(type) ? await findParentTag(tx, sourceId) : null;
  const verdict = mayRelate(
    {
      same: sourceId === targetId,
      sourceStatus: source.status,
      targetStatus: target.status,
      exists: (await findRelation(tx, { sourceId, targetId }, type)) !== undefined,
      hasParent: parent !== null,
      leadsBack: await leadsTo(tx, type, targetId, sourceId),
    },
    type === 'replaces',
  );
  if (verdict.allowed) return;
  switch (verdict.because) {
    case 'SOURCE_CLOSED':
      throw new Failure('ASSET_CLOSED', { tag: source.tag });
    case 'TARGET_CLOSED':
      throw new Failure('ASSET_CLOSED', { tag: target.tag });
    case 'RELATION_TO_ITSELF':
      throw new Failure('RELATION_TO_ITSELF', { tag: source.tag });
    case 'HAS_PARENT':
      throw new Failure('HAS_PARENT', { tag: source.tag, parent: parent ?? '' });
    case 'RELATION_EXISTS':
      throw new Failure('RELATION_EXISTS', { tag: source.tag, otherTag: target.tag });
    case 'RELATION_CYCLE':
      throw new Failure('RELATION_CYCLE', { tag: source.tag, otherTag: target.tag });
  }
}

/** Ends every relation of an asset that leaves service; what replaces what stays to be seen. */
export async function endRelationsOf(command: CommandContext, assetId: number): Promise<void> {
  for (const { id } of await listEnding(command.tx, assetId))
    await endRelation(command, await getRelation(command.tx, id), null);
}

async function endRelation(
  command: CommandContext,
  relation: Awaited<ReturnType<typeof getRelation>>,
  reversedEntry: number | null,
): Promise<void> {
  const { id, source_id: sourceId, type, target_id: targetId, note } = relation;
  const seq = await recordAtBothEnds(command, 'removed', { sourceId, type, targetId, note }, reversedEntry);
  await command.tx
    .updateTable('asset_relation')
    .set({ removed_at: command.now, removed_by: command.actor.operatorId, removed_seq: seq })
    .where('id', '=', id)
    .execute();
}

/** The history of either asset tells of the relation. @returns the number of the source's entry. */
async function recordAtBothEnds(
  command: CommandContext,
  what: 'added' | 'removed',
  { sourceId, type, targetId, note }: NewRelation,
  reversedEntry: number | null,
): Promise<number> {
  const source = await getAssetRow(command.tx, sourceId, false);
  const target = await getAssetRow(command.tx, targetId, false);
  const data = {
    type,
    source: source.tag,
    target: target.tag,
    note,
    ...(reversedEntry === null ? {} : { reversedEntry }),
  };
  const fact =
    what === 'added'
      ? ({ event: 'assets.relationAdded', data } as const)
      : ({ event: 'assets.relationRemoved', data } as const);
  const seq = await command.record({ ...fact, subject: `asset:${sourceId}` });
  await command.record({ ...fact, subject: `asset:${targetId}` });
  command.changed('assets');
  return seq;
}
