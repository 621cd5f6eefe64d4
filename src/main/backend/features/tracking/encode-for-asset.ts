import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { epcOfAsset, recordEpc, refuseForeignEpc } from '#backend/features/assets/index.ts';
import { encodeTag, readTagsInFront } from '#backend/features/devices/index.ts';
import { isBlank, isEpc } from './rules.ts';

interface Target {
  deviceId: number;
  assetId: number;
}

function record({ backend, session }: Call, assetId: number, epc: string): Promise<void> {
  return inTransaction(backend, actingOperator(session), (command) => recordEpc(command, assetId, epc));
}

/**
 * Writes the EPC of an asset into the tag in front of the reader. That the asset has it is recorded only when the tag
 * was read with it: a write that broke off leaves a tag of which nobody can say what it holds.
 */
export async function encodeForAsset(
  call: Call,
  { deviceId, assetId, epc }: Target & { epc: string | null },
): Promise<{ outcome: 'written' | 'unknown'; epc: string; read: string[] }> {
  const { reader } = openInventoryOf(call.backend);
  const wanted = epc ?? (await epcOfAsset(reader, assetId));
  if (wanted === null) throw new Failure('NO_EPC');
  await refuseForeignEpc(reader, assetId, wanted);
  const { outcome, read } = await encodeTag(call, { id: deviceId, epc: wanted });
  if (outcome === 'written') await record(call, assetId, wanted);
  return { outcome, epc: wanted, read };
}

/** Takes the tag as it is. @throws Failure TAG_UNUSABLE when it is blank or no EPC */
export async function adoptTag(call: Call, { deviceId, assetId }: Target): Promise<{ epc: string }> {
  const codes = await readTagsInFront(call.backend, deviceId);
  const [code] = codes;
  if (code === undefined || codes.length > 1) throw new Failure('ONE_TAG_NEEDED', { count: codes.length });
  if (!isEpc(code) || isBlank(code)) throw new Failure('TAG_UNUSABLE', { code });
  await refuseForeignEpc(openInventoryOf(call.backend).reader, assetId, code);
  await record(call, assetId, code);
  return { epc: code };
}
