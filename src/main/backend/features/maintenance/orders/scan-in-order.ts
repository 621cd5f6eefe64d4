import { normaliseCode, tagOfLink } from '#shared/primitives/scanned-code.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { findArticleByCode } from '#backend/features/supplies/index.ts';
import { takePart } from './parts.ts';
import { getOpenOrder } from './repository.ts';
import { startOrder } from './start.ts';

/**
 * What a scan means at the bench: the label of the order's asset begins the work, the barcode of a consumable takes one
 * of it.
 *
 * @throws Failure SCANNED_UNKNOWN, OTHER_ASSET, and what beginning or taking refuses.
 */
export async function scanInOrder(
  command: CommandContext,
  { id, code: read }: { id: number; code: string },
): Promise<{ did: 'started' | 'here' | 'part'; name: string }> {
  const { tx } = command;
  const order = await getOpenOrder(tx, { id });
  const code = normaliseCode(read);
  const found = await findByCode(tx, tagOfLink(code) ?? code, false);
  const [asset] = found;
  if (asset) {
    // Two makers may have given the same serial number: the one on the bench is meant.
    if (!found.some((each) => each.id === order.asset_id))
      throw new Failure('OTHER_ASSET', { tag: asset.tag, expected: order.tag });
    if (order.state === 'in_work') return { did: 'here', name: order.tag };
    await startOrder(command, order);
    return { did: 'started', name: order.tag };
  }
  const article = await findArticleByCode(tx, code);
  if (!article) throw new Failure('SCANNED_UNKNOWN', { code });
  await takePart(command, { orderId: id, articleId: article.id, placeId: null, quantity: 1 });
  return { did: 'part', name: article.name };
}
