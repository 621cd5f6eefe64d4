import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { LICENCE_CATEGORY } from '../../map/licence-fields.ts';
import { inReadingOrder } from '#backend/features/places/index.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { assetView } from './asset-view.ts';
import type { Catalogue } from './own-values.ts';
import { installationView } from './installation-view.ts';
import type { Usual } from './installation-view.ts';
import { modelView } from './model-view.ts';
import { personView } from './person-view.ts';
import { placeView } from './place-view.ts';
import { postureView } from './posture-view.ts';
import type { RegisterView, Values } from './register-view.ts';
import { supplyView } from './supply-view.ts';
import { supplierView } from './supplier-view.ts';

/** What rows are looked at with. */
interface Surroundings extends Catalogue {
  usual: Usual;
  /** All rows of the file. */
  rows: readonly Values[];
}

/** How the rows of a file look at the register. */
export function viewOf(
  entity: ImportEntity,
  sqlite: Sqlite,
  { rows, usual, ...catalogue }: Surroundings,
): RegisterView {
  switch (entity) {
    case 'assets':
      return assetView(sqlite, catalogue);
    case 'licences':
      return assetView(sqlite, catalogue, LICENCE_CATEGORY);
    case 'people':
      return personView(sqlite, catalogue.paths);
    case 'places':
      return placeView(sqlite, rows);
    case 'models':
      return modelView(sqlite);
    case 'suppliers':
      return supplierView(sqlite);
    case 'installations':
      return installationView(sqlite, usual);
    case 'postures':
      return postureView(sqlite, usual);
    case 'supplies':
      return supplyView(sqlite, catalogue.paths);
  }
}

/** The full path of every place, by its identifier. */
export function readPaths(sqlite: Sqlite): Map<number, string> {
  const places = sqlite
    .prepare<[], { id: number; parentId: number | null; name: string }>(
      'SELECT id, parent_id AS parentId, name FROM place',
    )
    .all();
  return new Map(inReadingOrder(places).map(({ id, path }) => [id, path]));
}
