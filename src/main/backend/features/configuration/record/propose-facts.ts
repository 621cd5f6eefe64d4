import type { Fact } from '#shared/features/configuration/record.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAsset } from '#backend/features/assets/index.ts';

/** What other parts know of an asset, as facts of its record: nothing secret, and nothing that is empty. */
export async function proposeFacts(db: Db, { assetId }: { assetId: number }): Promise<Fact[]> {
  const asset = await getAsset(db, assetId, false);
  const hardware: [string, string | null][] = [
    ['Manufacturer', asset.manufacturer],
    ['Model', asset.model],
    ['Model number', asset.modelNumber],
    ['Serial', asset.serial],
  ];
  const network = asset.identifiers
    .filter(({ kind }) => kind === 'mac')
    .map(({ value }, index): [string, string] => [index === 0 ? 'MAC' : `MAC ${index + 1}`, value]);
  const installed = await db
    .selectFrom('installation')
    .leftJoin('software_product', 'software_product.id', 'installation.product_id')
    .select(({ fn }) => [fn.coalesce('software_product.name', 'installation.name').as('name'), 'software_version'])
    .where('installation.asset_id', '=', assetId)
    .where('removed_on', 'is', null)
    .orderBy('name')
    .limit(300)
    .execute();
  const facts = (section: Fact['section'], pairs: readonly (readonly [string, string | null])[]): Fact[] =>
    pairs.flatMap(([name, value]) =>
      value === null || value === '' ? [] : [{ section, name: name.slice(0, 120), value: value.slice(0, 1000) }],
    );
  return [
    ...facts('hardware', hardware),
    ...facts('network', network),
    ...facts(
      'software',
      installed.map(({ name, software_version: version }) => [name, version ?? '–'] as const),
    ),
  ];
}
