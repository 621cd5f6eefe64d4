import type { Affected } from '#shared/features/incidents/response.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';

/**
 * What an asset that is lost or seen by strangers leads to, and that has to be changed or taken back: secrets, seats of
 * licences. Slices that know some register here from their index.ts; what comes back empty is not shown.
 */
export const affectedBy: ((db: Db, asset: { id: number; tag: string }) => Promise<Omit<Affected, 'asset'>[]>)[] = [];
