import type { AssetRow } from '#shared/features/assets/model.ts';
import { releasedKinds } from '#shared/features/retirement/model.ts';
import type { Block, Outlook, Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAssetRow, listDependants, listEnding } from '#backend/features/assets/index.ts';
import { listHeldBy } from '#backend/features/custody/index.ts';
import { blockedBy, releasedBy } from './lifecycle.ts';
import { findOpenRetirement, holdsData } from './repository.ts';
import { blockOfStatus } from './rules.ts';

/** What decommissioning each of the assets would release, and what stands in the way. */
export async function readOutlooks(db: Db, assetIds: readonly number[]): Promise<Outlook[]> {
  const outlooks: Outlook[] = [];
  for (const assetId of new Set(assetIds)) {
    const { id, tag, name, status, category, ...asset } = await getAssetRow(db, assetId, false);
    outlooks.push({
      asset: { id, tag, name, status, category: category.name },
      releases: await releasesOf(db, { id, tag, custodian: asset.custodian }),
      blocks: await blocksOf(db, { id, tag, status }),
      dependants: (await listDependants(db, id)).dependants.map((each) => each.asset.tag),
      holdsData: await holdsData(db, id),
    });
  }
  return outlooks;
}

/** Everything that would be given free: what custody and relations hold, then what other slices say. */
export async function releasesOf(
  db: Db,
  { id, tag, custodian }: Pick<AssetRow, 'id' | 'tag' | 'custodian'>,
): Promise<Released[]> {
  const own: Released[] = [
    { kind: 'custody', what: custodian === null ? [] : [custodian.name] },
    { kind: 'held_asset', what: (await listHeldBy(db, { kind: 'asset', id })).map((held) => held.tag) },
    { kind: 'relation', what: (await listEnding(db, id)).map(({ other }) => other) },
  ];
  const others: Released[] = [];
  for (const ask of releasedBy) others.push(...(await ask(db, { id, tag })));
  // Slices register in the order in which they are loaded; what is shown and kept has one of its own.
  return [...own, ...others]
    .filter(({ what }) => what.length > 0)
    .toSorted((one, other) => releasedKinds.indexOf(one.kind) - releasedKinds.indexOf(other.kind));
}

export async function blocksOf(db: Db, { id, tag, status }: Pick<AssetRow, 'id' | 'tag' | 'status'>): Promise<Block[]> {
  const kind = blockOfStatus(status, (await findOpenRetirement(db, id)) !== undefined);
  if (kind !== null) return [{ kind, what: '' }];
  const blocks: Block[] = [];
  for (const ask of blockedBy) blocks.push(...(await ask(db, { id, tag })));
  return blocks;
}
