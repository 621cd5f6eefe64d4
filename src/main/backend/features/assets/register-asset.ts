import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import { categoriesInUse } from './categories/category-in-use.ts';
import { registerAssets } from './register-assets.ts';
import type { NewAsset } from './register-assets.ts';
import { insertSearch } from './search-index.ts';
import { setFieldValues } from './set-field-values.ts';

export async function registerAsset(
  command: CommandContext,
  { fields = {}, ...asset }: NewAsset & { fields?: FieldTexts | undefined },
): Promise<{ id: number; tag: string }> {
  const how = command.actor.source === 'cli' ? 'cli' : 'manual';
  const [registered] = await registerAssets(command, [asset], how, { search: false });
  if (!registered) throw new Error('the register answered without an asset');
  const { id } = registered;
  const { id: categoryId } = (await categoriesInUse(command.tx))(asset.categoryId);
  const { after } = await setFieldValues(command, { id, categoryId, isNew: true }, fields);
  if (Object.keys(after).length > 0)
    await command.record({ event: 'assets.changed', subject: `asset:${id}`, data: { tag: registered.tag, after } });
  await insertSearch(command.tx, [id]);
  return registered;
}
