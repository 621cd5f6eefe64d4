import type { Condition, Movement } from '#shared/features/assets/model.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { checkIn, checkOut, listExpectedFor } from '#backend/features/custody/index.ts';
import type { CustodianRef, CustodyStep } from '#backend/features/custody/index.ts';
import { readOutlook } from '../read-calendar.ts';
import { readKit } from './read-kit.ts';
import { listKitOut } from './repository.ts';

/** What was done with a kit, with what it takes to reverse it. */
export interface KitMoved {
  kit: Kit;
  steps: CustodyStep[];
  tags: string[];
  /** Names of the parts that were not there, or did not come back. */
  missing: string[];
}

/** What is missing is named by its tag, or by the category of which there was none. */
function namesOf(parts: readonly Kit['parts'][number][]): string[] {
  return parts.map(({ asset, category }) => asset?.tag ?? category?.name ?? '');
}

/**
 * Hands over everything of a kit that is there, as one action.
 *
 * @throws Failure KIT_OUT when somebody has it, KIT_EMPTY when nothing of it is there, and what refuses a hand-over.
 */
export async function handOverKit(
  command: CommandContext,
  { id, custodian, dueOn }: { id: number; custodian: CustodianRef; dueOn: Day | null },
  how: Movement['how'] = 'manual',
): Promise<KitMoved> {
  const { tx, now } = command;
  const today = dayOf(now);
  const kit = await readKit(tx, id, today);
  if (kit.out !== null) throw new Failure('KIT_OUT', { name: kit.name, holder: kit.out.holder });
  const steps: CustodyStep[] = [];
  const tags: string[] = [];
  const missing: Kit['parts'] = [];
  for (const part of kit.parts) {
    const { asset, state } = part;
    // A part that waits for somebody else is not there for anybody.
    const reserved =
      asset !== null && (await readOutlook(tx, { assetId: asset.id, custodian, dueOn }, today)).takesFrom !== null;
    if (asset === null || state !== 'present' || reserved) {
      missing.push(part);
      continue;
    }
    const accessories = await listExpectedFor(tx, asset.id);
    const terms = { dueOn, condition: null, note: null, purpose: kit.name, accessories };
    steps.push(await checkOut(command, { assetId: asset.id, custodian, ...terms }, how));
    tags.push(asset.tag);
  }
  if (steps.length === 0) throw new Failure('KIT_EMPTY', { name: kit.name });
  const loan = await tx
    .insertInto('kit_loan')
    .values({ kit_id: id, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const { custodyId } of steps)
    if (custodyId !== null)
      await tx.insertInto('kit_loan_item').values({ kit_loan_id: loan.id, custody_id: custodyId }).execute();
  await command.record({
    event: 'loans.kitHandedOver',
    subject: `kit:${id}`,
    data: { name: kit.name, assets: tags.join(' '), missing: namesOf(missing).join(', ') },
  });
  command.changed('loans');
  return { kit: await readKit(tx, id, today), steps, tags, missing: namesOf(missing) };
}

/**
 * Takes back what of a kit came; the rest stays with whoever has it, and the journal says so.
 *
 * @throws Failure KIT_NOT_OUT.
 */
export async function takeBackKit(
  command: CommandContext,
  input: { id: number; missingAssetIds: readonly number[]; placeId: number | null; condition: Condition | null },
  how: Movement['how'] = 'manual',
): Promise<KitMoved> {
  const { tx, now } = command;
  const today = dayOf(now);
  const kit = await readKit(tx, input.id, today);
  const out = await listKitOut(tx, input.id);
  if (out.length === 0) throw new Failure('KIT_NOT_OUT', { name: kit.name });
  const steps: CustodyStep[] = [];
  // What is reported lost or stolen did not come back just because the label of its kit was scanned.
  const isMissing = ({ id, status }: (typeof out)[number]) => input.missingAssetIds.includes(id) || isAlarming(status);
  const came = out.filter((part) => !isMissing(part));
  for (const { id: assetId } of came)
    steps.push(
      await checkIn(command, { assetId, placeId: input.placeId, condition: input.condition, note: null }, how),
    );
  const missing = out.filter(isMissing).map(({ tag }) => tag);
  await noteReturn(
    command,
    kit,
    came.map(({ tag }) => tag),
    missing,
  );
  return { kit: await readKit(tx, input.id, today), steps, tags: came.map(({ tag }) => tag), missing };
}

/** Says that the taking back of a kit is over, and what of it did not come; nothing where all did. */
export async function noteKitMissing(command: CommandContext, id: number): Promise<string[]> {
  const out = await listKitOut(command.tx, id);
  const missing = out.map(({ tag }) => tag);
  if (missing.length > 0) await noteReturn(command, await readKit(command.tx, id, dayOf(command.now)), [], missing);
  return missing;
}

async function noteReturn(
  command: CommandContext,
  kit: Kit,
  came: readonly string[],
  missing: readonly string[],
): Promise<void> {
  await command.record({
    event: missing.length === 0 ? 'loans.kitReturned' : 'loans.kitReturnedIncomplete',
    subject: `kit:${kit.id}`,
    data: { name: kit.name, assets: came.join(' '), missing: missing.join(', ') },
  });
  command.changed('loans');
}
