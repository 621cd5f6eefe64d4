import { differencesOf, shareOut } from '#shared/features/retirement/lot.ts';
import type { ReceivedLine } from '#shared/features/retirement/lot.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { codesOf, getLotRow, listLotAssets, updateLot } from './repository.ts';
import { listReceived } from './read-lots.ts';

/** @throws Failure LOT_STATE when nothing has left yet, or when all is settled. */
async function getLotOutside({ tx }: CommandContext, id: number) {
  const row = await getLotRow(tx, id);
  if (row.state !== 'handed_over') throw new Failure('LOT_STATE', { state: row.state });
  return row;
}

/**
 * Notes what the recycler certified, matched by tag, serial or the serial of a medium. What is on his list and was not
 * in the lot is kept as well: that is what one asks him about.
 *
 * @throws Failure LOT_STATE
 */
export async function receiveCertificate(
  command: CommandContext,
  { id, lines }: { id: number; lines: readonly ReceivedLine[] },
): Promise<{ matched: number; unknown: number }> {
  const { tx, now, actor } = command;
  const { number } = await getLotOutside(command, id);
  const owners = new Map(
    (await listLotAssets(tx, id)).flatMap((row) =>
      codesOf(row).map((code) => [code.toUpperCase(), row.asset_id] as const),
    ),
  );
  const known = new Set((await listReceived(tx, id)).map(({ serial }) => serial.toUpperCase()));
  let matched = 0;
  let unknown = 0;
  for (const line of lines) {
    const key = line.serial.trim().toUpperCase();
    if (key === '' || known.has(key)) continue;
    known.add(key);
    const assetId = owners.get(key) ?? null;
    if (assetId === null) unknown += 1;
    else matched += 1;
    await tx
      .insertInto('disposal_received')
      .values({
        lot_id: id,
        serial: line.serial.trim(),
        number: line.number,
        result: line.result,
        asset_id: assetId,
        received_at: now,
        received_by: actor.operatorId,
      })
      .execute();
  }
  await command.record({
    event: 'retirement.certificateReceived',
    subject: `disposal_lot:${id}`,
    data: { number, matched, unknown },
  });
  command.changed('retirement');
  return { matched, unknown };
}

interface Amounts {
  proceedsMinor: number;
  costMinor: number;
}

interface Settlement {
  id: number;
  version: number;
  amounts: Amounts | readonly (Amounts & { assetId: number })[];
  note: string;
}

/**
 * Says what came of it in money, asset by asset, and ends the lot. Amounts for all are shared out by weight. Where the
 * recycler's list differs from what was handed over, a word about it is asked for.
 *
 * @throws Failure LOT_STATE, DIFFERENCES_UNTOLD, CHANGED_MEANWHILE.
 */
export async function settleLot(command: CommandContext, { id, version, amounts, note }: Settlement): Promise<void> {
  const { tx, now, actor } = command;
  const lot = await getLotOutside(command, id);
  const assets = await listLotAssets(tx, id);
  const { missing, unknown } = differencesOf(
    assets.map((row) => ({ tag: row.tag, codes: codesOf(row) })),
    await listReceived(tx, id),
  );
  if (missing.length + unknown.length > 0 && note.trim() === '')
    throw new Failure('DIFFERENCES_UNTOLD', { missing: missing.length, unknown: unknown.length });
  const weights = assets.map((row) => row.weight_grams ?? 0);
  const proceeds = 'proceedsMinor' in amounts ? shareOut(amounts.proceedsMinor, weights) : null;
  const costs = 'proceedsMinor' in amounts ? shareOut(amounts.costMinor, weights) : null;
  const said = 'proceedsMinor' in amounts ? [] : amounts;
  let total = { proceedsMinor: 0, costMinor: 0 };
  for (const [index, { asset_id: assetId }] of assets.entries()) {
    const own = said.find((each) => each.assetId === assetId);
    const proceedsMinor = proceeds?.[index] ?? own?.proceedsMinor ?? 0;
    const costMinor = costs?.[index] ?? own?.costMinor ?? 0;
    total = { proceedsMinor: total.proceedsMinor + proceedsMinor, costMinor: total.costMinor + costMinor };
    await tx
      .updateTable('disposal_lot_asset')
      .set({ proceeds_minor: proceedsMinor, cost_minor: costMinor })
      .where('lot_id', '=', id)
      .where('asset_id', '=', assetId)
      .execute();
  }
  await updateLot(
    command,
    { id, version },
    { state: 'settled', settled_at: now, settled_by: actor.operatorId, settlement_note: note.trim() },
  );
  await command.record({
    event: 'retirement.lotSettled',
    subject: `disposal_lot:${id}`,
    data: {
      number: lot.number,
      currency: lot.currency,
      ...total,
      missing: missing.join(' '),
      unknown: unknown.join(' '),
    },
    reason: note.trim() === '' ? null : note.trim(),
  });
  command.changed('retirement');
}
