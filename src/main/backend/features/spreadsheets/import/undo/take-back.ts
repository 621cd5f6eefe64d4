import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { withdrawAssets, withdrawCatalogueEntry } from '#backend/features/assets/index.ts';
import { withdrawPeople, withdrawUnit } from '#backend/features/people/index.ts';
import { withdrawPlace } from '#backend/features/places/index.ts';
import { withdrawReadings } from '#backend/features/security/index.ts';
import { withdrawInstallations, withdrawProduct } from '#backend/features/software/index.ts';
import { withdrawArticle } from '#backend/features/supplies/index.ts';
import { withdrawSupplier } from '#backend/features/suppliers/index.ts';
import { restoreInstallation } from '../apply-installations.ts';
import type { FormerInstallation } from '../apply-installations.ts';
import { restoreModel } from '../apply-models.ts';
import type { FormerModel } from '../apply-models.ts';
import { restorePlace } from '../apply-places.ts';
import type { FormerPlace } from '../apply-places.ts';
import { restoreSupply } from '../apply-supplies.ts';
import type { FormerSupply } from '../apply-supplies.ts';
import { restoreSupplier } from '../apply-suppliers.ts';
import type { FormerSupplier } from '../apply-suppliers.ts';
import { restoreAsset } from '../change-assets.ts';
import type { FormerAsset } from '../change-assets.ts';
import { restorePerson } from '../change-people.ts';
import type { FormerPerson } from '../change-people.ts';
import type { UndoRow } from './import-rows.ts';

type Because = Readonly<Record<string, string | number>>;

/** Records that are taken back many at once. */
const together: ReadonlySet<UndoRow['entity']> = new Set([
  'asset',
  'person',
  'installation',
  'posture_reading',
] as const);

/** Takes back what rows of the file did; given last first, so that what was built on comes later. */
export async function takeBackRows(command: CommandContext, rows: readonly UndoRow[], because: Because): Promise<void> {
  const created = (entity: UndoRow['entity']): number[] =>
    rows.filter((row) => row.action === 'created' && row.entity === entity).map(({ recordId }) => recordId);
  for (const row of rows) if (row.action === 'changed') await restore(command, row);
  withdrawInstallations(command, created('installation'), because);
  await withdrawReadings(command, created('posture_reading'), because);
  await withdrawAssets(command, created('asset'), because);
  await withdrawPeople(command, created('person'), because);
  for (const row of rows) {
    if (row.action === 'created' && !together.has(row.entity)) await takeBackName(command, row);
  }
}

/** Gives a record its former values back. */
async function restore(command: CommandContext, { entity, recordId, before, journalSeq }: UndoRow): Promise<void> {
  const former: unknown = JSON.parse(before ?? '{}');
  if (entity === 'asset') return restoreAsset(command, recordId, former as FormerAsset, journalSeq);
  if (entity === 'person') return restorePerson(command, recordId, former as FormerPerson);
  if (entity === 'place') return restorePlace(command, recordId, former as FormerPlace);
  if (entity === 'model') return restoreModel(command, recordId, former as FormerModel);
  if (entity === 'supplier') return restoreSupplier(command, recordId, former as FormerSupplier);
  if (entity === 'installation') return restoreInstallation(command, recordId, former as FormerInstallation);
  if (entity === 'supply_article') return restoreSupply(command, recordId, former as FormerSupply);
  throw new Error(`an import changes no ${entity}`);
}

/** Takes back one record that nothing uses. */
export async function takeBackName(command: CommandContext, { entity, recordId }: UndoRow): Promise<void> {
  switch (entity) {
    case 'asset':
      return withdrawAssets(command, [recordId], {});
    case 'person':
      return withdrawPeople(command, [recordId], {});
    case 'place':
      return withdrawPlace(command, recordId);
    case 'supplier':
      return withdrawSupplier(command, recordId);
    case 'supply_article':
      return withdrawArticle(command, recordId);
    case 'software_product':
      return withdrawProduct(command, recordId);
    case 'installation':
      return withdrawInstallations(command, [recordId], {});
    case 'posture_reading':
      return withdrawReadings(command, [recordId], {});
    case 'category':
    case 'manufacturer':
    case 'model':
      return withdrawCatalogueEntry(command, entity, recordId);
    case 'department':
    case 'cost_centre':
      return withdrawUnit(command, entity, recordId);
  }
}
