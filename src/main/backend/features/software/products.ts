import { Failure } from '#backend/kernel/failure.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/** Adds a product that installations can be of. @throws Failure NAME_TAKEN */
export async function createProduct(
  command: CommandContext,
  { name, publisherId }: { name: string; publisherId: number | null },
): Promise<{ id: number }> {
  const { tx, backend } = command;
  const known = await tx.selectFrom('software_product').select('id').where('name', '=', name).executeTakeFirst();
  if (known) throw new Failure('NAME_TAKEN', { name });
  const id = nextId(openInventoryOf(backend).sqlite, 'software_product');
  await tx.insertInto('software_product').values({ id, name, publisher_id: publisherId }).execute();
  await command.record({
    event: 'software.productCreated',
    subject: `software_product:${id}`,
    data: { after: { name, publisherId } },
  });
  command.changed('software');
  return { id };
}

/** Takes a product away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawProduct(command: CommandContext, id: number): Promise<void> {
  const { name } = await command.tx
    .selectFrom('software_product')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  withdrawRows(
    openInventoryOf(command.backend).sqlite,
    { table: 'software_product', label: 'name' },
    [id],
    command.now,
  );
  await command.record({
    event: 'software.productWithdrawn',
    subject: `software_product:${id}`,
    data: { before: { name } },
  });
  command.changed('software');
}
