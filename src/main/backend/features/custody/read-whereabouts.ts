import { confidenceOf, levelOf } from '#shared/features/assets/whereabouts.ts';
import type { ConfidenceLevel, EvidenceKind } from '#shared/features/assets/whereabouts.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import './tables.ts';

interface Whereabouts {
  evidence: { kind: EvidenceKind; at: string }[];
  /** Hundredths, 0 to 100. */
  confidence: number;
  level: ConfidenceLevel;
}

const millisecondsADay = 86_400_000;

/** What says where an asset is, the newest first, and how sure that makes us. */
export async function readWhereabouts(db: Db, assetId: number, now: string): Promise<Whereabouts> {
  const { status } = await getAssetRow(db, assetId, false);
  const evidence = [
    ...(await db.selectFrom('asset_sighting').select(['how as kind', 'at']).where('asset_id', '=', assetId).execute()),
    ...(await lastPosition(db, assetId)),
    ...(await lastSignature(db, assetId)),
  ].toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const days = (at: string) => (Date.parse(now) - Date.parse(at)) / millisecondsADay;
  const confidence = confidenceOf(evidence.map(({ kind, at }) => ({ kind, days: days(at) })));
  // What was said to be gone is nowhere that we know, whatever was seen before.
  const isGone = isAlarming(status) || status === 'missing';
  const share = isGone ? 0 : confidence;
  return { evidence, confidence: Math.round(share * 100), level: levelOf(share) };
}

async function lastPosition(db: Db, assetId: number): Promise<{ kind: EvidenceKind; at: string }[]> {
  const row = await db
    .selectFrom('position')
    .innerJoin('tracker', 'tracker.id', 'position.tracker_id')
    .select('position.at')
    .where('tracker.asset_id', '=', assetId)
    .orderBy('position.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? [{ kind: 'position', at: row.at }] : [];
}

/** That somebody signed for it counts as long as he has it. */
async function lastSignature(db: Db, assetId: number): Promise<{ kind: EvidenceKind; at: string }[]> {
  const row = await db
    .selectFrom('custody')
    .innerJoin('handover', 'handover.id', 'custody.handover_id')
    .select('handover.at')
    .where('custody.asset_id', '=', assetId)
    .where('custody.ended_at', 'is', null)
    .where('handover.outcome', '=', 'signed')
    .executeTakeFirst();
  return row ? [{ kind: 'signed', at: row.at }] : [];
}
