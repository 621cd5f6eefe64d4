import type { KitDetails } from '#shared/features/role-kits/contract.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** @throws Failure ROLE_TAKEN, MODEL_OF_ANOTHER_CATEGORY, CHANGED_MEANWHILE. */
export async function saveKit(
  command: CommandContext,
  { id, version, ...details }: KitDetails & { id: number | null; version: number },
): Promise<{ id: number }> {
  const { tx } = command;
  await refuseUnfit(command, id, details);
  const kitId = id === null ? await insertKit(command, details) : await changeKit(command, { id, version }, details);
  await tx
    .insertInto('role_kit_line')
    .values(
      details.lines.map((line, index) => ({
        kit_id: kitId,
        position: index + 1,
        category_id: line.categoryId,
        model_id: line.modelId,
        quantity: line.quantity,
      })),
    )
    .execute();
  await writeExtras(command, kitId, details.extras ?? []);
  await command.record({
    event: id === null ? 'roleKits.created' : 'roleKits.changed',
    subject: `role_kit:${kitId}`,
    data: { after: details },
  });
  command.changed('roleKits', 'procurement');
  return { id: kitId };
}

async function writeExtras(
  { tx }: CommandContext,
  kitId: number,
  extras: NonNullable<KitDetails['extras']>,
): Promise<void> {
  await tx.deleteFrom('role_kit_extra').where('kit_id', '=', kitId).execute();
  if (extras.length === 0) return;
  const products = new Map(
    (await tx.selectFrom('software_product').select(['id', 'name']).where('archived_at', 'is', null).execute()).map(
      ({ id, name }) => [name.toLowerCase(), id],
    ),
  );
  const productOf = (name: string): number | null => products.get(name.toLowerCase()) ?? null;
  await tx
    .insertInto('role_kit_extra')
    .values(
      extras.map(({ kind, name }, index) => ({
        kit_id: kitId,
        position: index + 1,
        kind,
        name,
        product_id: kind === 'licence' ? productOf(name) : null,
      })),
    )
    .execute();
}

async function insertKit({ tx }: CommandContext, { role, notes }: KitDetails): Promise<number> {
  const { id } = await tx
    .insertInto('role_kit')
    .values({ role, notes, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function changeKit(command: CommandContext, seen: Seen, { role, notes }: KitDetails): Promise<number> {
  await updateSeen(command, 'role_kit', seen, { role, notes });
  await command.tx.deleteFrom('role_kit_line').where('kit_id', '=', seen.id).execute();
  return seen.id;
}

async function refuseUnfit({ tx }: CommandContext, id: number | null, { role, lines }: KitDetails): Promise<void> {
  const namesake = await tx
    .selectFrom('role_kit')
    .select('id')
    .where('role', '=', role)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('ROLE_TAKEN', { role });
  for (const { categoryId, modelId } of lines) {
    const category = await tx.selectFrom('category').select('id').where('id', '=', categoryId).executeTakeFirst();
    if (!category) throw notFound('category', categoryId);
    if (modelId === null) continue;
    const model = await tx
      .selectFrom('model')
      .select(['name', 'category_id'])
      .where('id', '=', modelId)
      .executeTakeFirst();
    if (!model) throw notFound('model', modelId);
    if (model.category_id !== categoryId) throw new Failure('MODEL_OF_ANOTHER_CATEGORY', { model: model.name });
  }
}

/** What was planned with it from this month on goes with it; what is past stays. @throws Failure CHANGED_MEANWHILE */
export async function archiveKit(command: CommandContext, seen: Seen): Promise<void> {
  const { tx, now } = command;
  await updateSeen(command, 'role_kit', seen, { archived_at: now });
  const { numDeletedRows } = await tx
    .deleteFrom('headcount')
    .where('kit_id', '=', seen.id)
    .where('month', '>=', now.slice(0, 7))
    .executeTakeFirst();
  await command.record({
    event: 'roleKits.archived',
    subject: `role_kit:${seen.id}`,
    data: { plannedMonths: Number(numDeletedRows) },
  });
  command.changed('roleKits', 'procurement');
}
