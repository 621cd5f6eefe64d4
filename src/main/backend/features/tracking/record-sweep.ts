import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { noteSeen } from '#backend/features/assets/index.ts';

export async function recordSweep(
  command: CommandContext,
  { assetIds, placeId }: { assetIds: readonly number[]; placeId: number | null },
): Promise<{ recorded: number }> {
  const ids = [...new Set(assetIds)];
  await noteSeen(command, ids, 'rfid');
  await command.record({
    event: 'tracking.sweepRecorded',
    subject: placeId === null ? 'sweep' : `place:${placeId}`,
    data: { assets: ids.length, assetIds: ids },
  });
  return { recorded: ids.length };
}
