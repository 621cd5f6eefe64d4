import * as z from 'zod';
import type { KioskException, KioskExceptionKind, KioskResult } from '#shared/features/kiosk/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { noteCondition } from '#backend/features/custody/index.ts';
import { shownAsset } from './borrower.ts';
import './tables.ts';
import type { Visit } from './visit.ts';

interface NewException {
  kind: KioskExceptionKind;
  code: string;
  because: string;
  facts: Record<string, string>;
  personId: number | null;
  assetId: number | null;
  remark?: string | null;
}

const longestCode = 120;

/** Puts something aside for the operator. */
export async function insertException(command: CommandContext, added: NewException): Promise<void> {
  const { tx, now, actor } = command;
  const { id } = await tx
    .insertInto('kiosk_exception')
    .values({
      at: now,
      kind: added.kind,
      code: added.code.slice(0, longestCode),
      person_id: added.personId,
      asset_id: added.assetId,
      because: added.because,
      facts: JSON.stringify(added.facts),
      remark: added.remark ?? null,
      operator_id: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'kiosk.putAside',
    subject: `kiosk_exception:${id}`,
    data: {
      kind: added.kind,
      because: added.because,
      code: added.code.slice(0, longestCode),
      ...(added.personId === null ? {} : { person: `person:${added.personId}` }),
      ...(added.assetId === null ? {} : { asset: `asset:${added.assetId}` }),
    },
  });
  command.changed('kiosk');
}

/**
 * The borrower says that something of this visit is damaged: its record says so at once, so that nobody else gets it,
 * and the operator looks at it.
 */
export async function noteDamage(
  command: CommandContext,
  visit: Visit,
  { assetId, remark }: { assetId: number; remark: string | null },
): Promise<KioskResult> {
  const found = visit.items.find(({ item }) => item.kind === 'asset' && item.id === assetId);
  if (found === undefined) throw notFound('asset', assetId);
  const asset = await getAssetRow(command.tx, assetId, false);
  if (asset.condition !== 'damaged') await noteCondition(command, { assetId, condition: 'damaged' });
  if (!found.damaged)
    await insertException(command, {
      kind: 'damaged',
      code: asset.tag,
      because: found.did === 'returned' ? 'RETURNED_DAMAGED' : 'BORROWED_DAMAGED',
      facts: { tag: asset.tag },
      personId: visit.personId,
      assetId,
      remark,
    });
  command.afterCommit(() => {
    visit.items = visit.items.map((each) => (each === found ? { ...each, damaged: true } : each));
    visit.touchedAt = command.now;
  });
  return {
    outcome: 'damage_noted',
    sound: 'done',
    code: asset.tag,
    item: shownAsset(asset),
    borrower: null,
    reason: null,
    waits: true,
    at: command.now,
  };
}

const texts = z.record(z.string(), z.string());

export async function listExceptions(
  { reader }: Pick<QueryContext, 'reader'>,
  { settled }: { settled: boolean },
): Promise<KioskException[]> {
  const rows = await reader
    .selectFrom('kiosk_exception as waiting')
    .leftJoin('person', 'person.id', 'waiting.person_id')
    .leftJoin('asset', 'asset.id', 'waiting.asset_id')
    .leftJoin('operator', 'operator.id', 'waiting.settled_by')
    .selectAll('waiting')
    .select(['person.name as person_name', 'asset.tag', 'asset.name as asset_name', 'operator.display_name'])
    .where('waiting.settled_at', settled ? 'is not' : 'is', null)
    .orderBy('waiting.id', settled ? 'desc' : 'asc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    code: row.code,
    person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
    asset: row.asset_id === null ? null : { id: row.asset_id, tag: row.tag ?? '', name: row.asset_name ?? '' },
    reason: { code: row.because, facts: texts.parse(JSON.parse(row.facts)) },
    remark: row.remark,
    settledAt: row.settled_at,
    settledBy: row.display_name,
    note: row.note,
  }));
}

/** The operator has looked after these and says what came of it. @throws Failure ALREADY_SETTLED, NOT_FOUND. */
export async function settleExceptions(
  command: CommandContext,
  { ids, note }: { ids: number[]; note: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const rows = await tx.selectFrom('kiosk_exception').select(['id', 'settled_at']).where('id', 'in', ids).execute();
  const unknown = ids.find((id) => !rows.some((row) => row.id === id));
  if (unknown !== undefined) throw notFound('kiosk_exception', unknown);
  if (rows.some((row) => row.settled_at !== null)) throw new Failure('ALREADY_SETTLED');
  await tx
    .updateTable('kiosk_exception')
    .set({ settled_at: now, settled_by: actor.operatorId, note })
    .where('id', 'in', ids)
    .execute();
  for (const { id } of rows)
    await command.record({ event: 'kiosk.settled', subject: `kiosk_exception:${id}`, data: {}, reason: note });
  command.changed('kiosk');
}
