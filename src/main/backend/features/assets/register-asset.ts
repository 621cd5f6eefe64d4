import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { registerAssets } from './register-assets.ts';
import type { NewAsset } from './register-assets.ts';

export async function registerAsset(command: CommandContext, asset: NewAsset): Promise<{ id: number; tag: string }> {
  const [registered] = await registerAssets(command, [asset], command.actor.source === 'cli' ? 'cli' : 'manual');
  if (!registered) throw new Error('the register answered without an asset');
  return registered;
}
