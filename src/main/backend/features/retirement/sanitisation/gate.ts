import { mayLeave } from '#shared/features/retirement/sanitisation.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { holdsData } from '../repository.ts';
import { listMedia } from './repository.ts';

/** What stands in the way of an asset leaving; the trigger on its status asks the same. */
export async function gateOf(db: Db, assetId: number) {
  const media = await listMedia(db, assetId);
  const verdict = mayLeave(
    await holdsData(db, assetId),
    media.map(({ state }) => state),
  );
  const open = media.filter(({ state }) => state !== 'proved').map(({ serial }) => serial ?? '–');
  return { verdict, open };
}

/** @throws Failure MEDIA_UNKNOWN, MEDIA_NOT_SANITISED. */
export async function refuseUnsanitised(db: Db, { id, tag }: { id: number; tag: string }): Promise<void> {
  const { verdict, open } = await gateOf(db, id);
  if (verdict.allowed) return;
  throw verdict.because === 'MEDIA_UNKNOWN'
    ? new Failure('MEDIA_UNKNOWN', { tag })
    : new Failure('MEDIA_NOT_SANITISED', { tag, serials: open.join(', ') });
}
