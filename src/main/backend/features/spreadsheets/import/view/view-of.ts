import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { inReadingOrder } from '#backend/features/places/index.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { KnownNames } from '../known-names.ts';
import { assetView } from './asset-view.ts';
import { personView } from './person-view.ts';
import type { RegisterView } from './register-view.ts';

/** How rows of an entity look at the register. */
export function viewOf(entity: ImportEntity, sqlite: Sqlite, names: KnownNames): RegisterView {
  let paths: ReadonlyMap<number, string> | null = null;
  const placePaths = (): ReadonlyMap<number, string> => (paths ??= readPaths(sqlite));
  switch (entity) {
    case 'assets':
      return assetView(sqlite, names, placePaths);
    case 'people':
      return personView(sqlite, names, placePaths);
  }
}

function readPaths(sqlite: Sqlite): Map<number, string> {
  const places = sqlite
    .prepare<[], { id: number; parentId: number | null; name: string }>(
      'SELECT id, parent_id AS parentId, name FROM place',
    )
    .all();
  return new Map(inReadingOrder(places).map(({ id, path }) => [id, path]));
}
