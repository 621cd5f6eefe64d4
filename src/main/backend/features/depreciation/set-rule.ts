import { isTabled, valueOn } from '#domains/depreciation/index.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import type { Money } from '#shared/primitives/money.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readHoldings } from './read-holdings.ts';
import type { HeldAsset } from './read-holdings.ts';
import { columnsOfRule } from './rule-columns.ts';

interface OwnRule {
  assetId: number;
  from: string;
  rule: DepreciationRule;
  reason: string;
}

function refuseUntabled(rule: DepreciationRule): void {
  if (rule.method === 'macrs' && !isTabled(rule)) throw new Failure('NO_MACRS_TABLE', {});
}

/** @throws Failure NOT_FOUND for an asset without a cost, BEFORE_PURCHASE */
async function heldOn(command: CommandContext, assetId: number, day: string): Promise<HeldAsset> {
  const [held] = await readHoldings(command.tx, assetId);
  if (held === undefined) throw notFound('asset', assetId);
  if (held.purchasedOn !== null && day < held.purchasedOn)
    throw new Failure('BEFORE_PURCHASE', { day: held.purchasedOn });
  return held;
}

/** A rule of its own from a day on; from the day of purchase it is the rule from the beginning. */
export async function setRule(command: CommandContext, { assetId, from, rule, reason }: OwnRule): Promise<void> {
  const { tx, actor, now } = command;
  refuseUntabled(rule);
  await heldOn(command, assetId, from);
  await tx
    .insertInto('depreciation_rule')
    .values({
      ...columnsOfRule(rule),
      asset_id: assetId,
      category_id: null,
      from_day: from,
      reason,
      set_at: now,
      set_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: 'depreciation.ruleSet',
    subject: `asset:${assetId}`,
    data: { after: { from, depreciation: JSON.stringify(rule) } },
    reason,
  });
  command.changed('depreciation', 'assets');
}

/** @throws Failure BEFORE_PURCHASE, CURRENCY_DIFFERS, LOSS_TOO_LARGE when more is lost than there is on the day */
export async function recordImpairment(
  command: CommandContext,
  { assetId, on, amount, reason }: { assetId: number; on: string; amount: Money; reason: string },
): Promise<void> {
  const { tx, actor, now } = command;
  const { holding } = await heldOn(command, assetId, on);
  if (holding === null) throw notFound('depreciation', assetId);
  const { currency } = holding.cost;
  if (amount.currency !== currency) throw new Failure('CURRENCY_DIFFERS', { currency });
  const left = valueOn(holding, on) ?? { minor: 0, currency };
  if (amount.minor <= 0 || amount.minor > left.minor) throw new Failure('LOSS_TOO_LARGE', { left });
  await tx
    .insertInto('impairment')
    .values({
      asset_id: assetId,
      on_day: on,
      amount_minor: amount.minor,
      currency,
      reason,
      recorded_at: now,
      recorded_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: 'depreciation.impaired',
    subject: `asset:${assetId}`,
    data: { after: { on, 'cost lost': `${amount.minor} ${currency}` } },
    reason,
  });
  command.changed('depreciation', 'assets');
}

/** What is bought from a day on goes down so; what was bought before stays under the policy of its day. */
export async function setPolicy(
  command: CommandContext,
  { categoryId, from, rule }: { categoryId: number; from: string; rule: DepreciationRule },
): Promise<void> {
  const { tx, actor, now } = command;
  refuseUntabled(rule);
  const category = await tx.selectFrom('category').select('name').where('id', '=', categoryId).executeTakeFirst();
  if (category === undefined) throw notFound('category', categoryId);
  await tx
    .insertInto('depreciation_rule')
    .values({
      ...columnsOfRule(rule),
      asset_id: null,
      category_id: categoryId,
      from_day: from,
      reason: '',
      set_at: now,
      set_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: 'depreciation.policySet',
    subject: `category:${categoryId}`,
    data: { category: category.name, from, rule: JSON.stringify(rule) },
  });
  command.changed('depreciation', 'assets');
}
