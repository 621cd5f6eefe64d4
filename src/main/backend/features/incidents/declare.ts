import type { Declaration } from '#shared/features/incidents/contract.ts';
import { dataClasses } from '#shared/features/incidents/response.ts';
import { freezesCustody } from '#shared/features/incidents/model.ts';
import type { IncidentKind, IncidentSource } from '#shared/features/incidents/model.ts';
import type { AssetRow, Movement } from '#shared/features/assets/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { beginResponse } from './plans.ts';
import { addEntry, findFreezing, getIncidentRow } from './repository.ts';
import { mayBeAbout } from './rules.ts';

/**
 * Says that something happened to assets, at a place or to somebody.
 *
 * @throws Failure INCIDENT_ABOUT_NOTHING, HAPPENED_LATER, ALREADY_IN_INCIDENT, ASSET_NOT_AVAILABLE.
 */
export async function declareIncident(
  command: CommandContext,
  declared: Declaration,
): Promise<{ id: number; number: number }> {
  const { tx, now } = command;
  const { kind, description, happenedOn, source } = declared;
  if (happenedOn !== null && happenedOn > dayOf(now)) throw new Failure('HAPPENED_LATER', { day: happenedOn });
  const assets: AssetRow[] = [];
  for (const assetId of new Set(declared.assetIds)) assets.push(await getAssetRow(tx, assetId, false));
  const [first] = assets;
  const holder = first?.custodian?.kind === 'person' ? first.custodian.id : null;
  const personId = declared.personId === undefined ? holder : declared.personId;
  const placeId = declared.placeId === undefined ? (first?.place?.id ?? null) : declared.placeId;
  if (first === undefined && personId === null && placeId === null) throw new Failure('INCIDENT_ABOUT_NOTHING');
  if (personId !== null) await getPerson(tx, personId);
  if (placeId !== null) await getPlace(tx, placeId);
  const opened = await open(command, { kind, description, happenedOn, source, personId, placeId, batch: null });
  for (const asset of assets) await nameAsset(command, { ...opened, kind, description }, asset, 'manual');
  return opened;
}

interface Opening {
  kind: IncidentKind;
  description: string;
  happenedOn: string | null;
  source: IncidentSource;
  personId: number | null;
  placeId: number | null;
  /** Lines of a stocktake that were decided together. */
  batch: { stocktakeId: number; decidedAt: string } | null;
}

async function open(command: CommandContext, opening: Opening): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const { batch, personId, placeId, happenedOn, ...rest } = opening;
  const number = await takeNumbers(tx, 'incident');
  const { id } = await tx
    .insertInto('incident')
    .values({
      ...rest,
      number,
      state: 'open',
      person_id: personId,
      place_id: placeId,
      happened_on: happenedOn,
      stocktake_id: batch?.stocktakeId ?? null,
      decided_at: batch?.decidedAt ?? null,
      opened_by: actor.operatorId,
      opened_at: now,
      in_hand_of: null,
      outcome: null,
      closed_by: null,
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const seq = await command.record({
    event: 'incidents.declared',
    subject: `incident:${id}`,
    data: { number, kind: opening.kind, source: opening.source, personId, placeId, happenedOn },
    reason: wordsOf(opening.description),
  });
  await addEntry(command, id, { kind: 'declared', asset_id: null, text: null, journal_seq: seq });
  await beginResponse(command, { id, kind: opening.kind });
  command.changed('incidents');
  return { id, number };
}

/** Adds an asset: what is lost or stolen becomes so, what is damaged is in that condition. */
async function nameAsset(
  command: CommandContext,
  incident: { id: number; number: number; kind: IncidentKind; description: string },
  asset: AssetRow,
  how: Movement['how'],
): Promise<number> {
  const { tx } = command;
  const { kind, number } = incident;
  if (!mayBeAbout(asset.status, kind))
    throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
  const other = freezesCustody(kind) ? await findFreezing(tx, asset.id) : null;
  if (other !== null) throw new Failure('ALREADY_IN_INCIDENT', { tag: asset.tag, number: other.number });
  const isWorse = kind === 'damaged' && asset.condition !== 'damaged' && asset.condition !== 'defective';
  const seq =
    freezesCustody(kind) || isWorse
      ? await applyMovement(command, {
          assetId: asset.id,
          kind: 'status_changed',
          event: 'incidents.assetReported',
          change: freezesCustody(kind) ? { status: kind } : { condition: 'damaged' },
          from: freezesCustody(kind) ? asset.status : asset.condition,
          to: kind,
          how,
          reason: wordsOf(incident.description),
          facts: { incident: number },
        })
      : await command.record({
          event: 'incidents.assetReported',
          subject: `asset:${asset.id}`,
          data: { tag: asset.tag, incident: number, kind },
        });
  await tx
    .insertInto('incident_asset')
    .values({
      incident_id: incident.id,
      asset_id: asset.id,
      status_before: asset.status,
      found_at: null,
      found_place_id: null,
    })
    .execute();
  await addEntry(command, incident.id, { kind: 'asset_added', asset_id: asset.id, text: null, journal_seq: seq });
  await takeDataClass(command, incident.id, asset.id);
  return seq;
}

/** An incident matters as much as the most that is on one of its assets, until somebody says otherwise. */
async function takeDataClass({ tx }: CommandContext, id: number, assetId: number): Promise<void> {
  const row = await tx
    .selectFrom('asset_data_class')
    .select('data_class')
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  if (!row) return;
  const { data_class: before } = await getIncidentRow(tx, id);
  const graver = before === null || dataClasses.indexOf(row.data_class) > dataClasses.indexOf(before);
  if (graver) await tx.updateTable('incident').set({ data_class: row.data_class }).where('id', '=', id).execute();
}

const wordsOf = (description: string): string | null => (description === '' ? null : description);

interface DecidedMissing {
  assetId: number;
  kind: 'lost' | 'stolen';
  description: string;
  stocktakeId: number;
  decidedAt: string;
}

/**
 * A stocktake decided that a missing asset is an incident; what was decided together becomes one.
 *
 * @returns the journal's sequence number
 */
export async function declareOfStocktake(command: CommandContext, decided: DecidedMissing): Promise<number> {
  const { tx } = command;
  const { assetId, kind, description, stocktakeId, decidedAt } = decided;
  const asset = await getAssetRow(tx, assetId, false);
  const begun = await tx
    .selectFrom('incident')
    .select(['id', 'number'])
    .where('stocktake_id', '=', stocktakeId)
    .where('kind', '=', kind)
    .where('decided_at', '=', decidedAt)
    .where('state', '<>', 'closed')
    .executeTakeFirst();
  const incident =
    begun ??
    (await open(command, {
      kind,
      description,
      happenedOn: null,
      source: 'stocktake',
      personId: asset.custodian?.kind === 'person' ? asset.custodian.id : null,
      placeId: asset.place?.id ?? null,
      batch: { stocktakeId, decidedAt },
    }));
  return nameAsset(command, { ...incident, kind, description }, asset, 'scan');
}
