import type { IdentifiedTag } from '#shared/features/tracking/contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { findAssetsByEpc, ownCompanyPrefixes } from '#backend/features/assets/index.ts';
import { classifyUnknownTag } from './rules.ts';

export async function identifyTags(
  { reader }: QueryContext,
  { codes }: { codes: readonly string[] },
): Promise<IdentifiedTag[]> {
  const wanted = codes.map((code) => code.toUpperCase());
  const assets = await findAssetsByEpc(reader, wanted);
  const prefixes = await ownCompanyPrefixes(reader);
  return wanted.map((code, index) => {
    const asset = assets.get(code) ?? null;
    const standing = asset === null ? classifyUnknownTag(code, prefixes) : 'asset';
    return { code: codes[index] ?? code, standing, asset };
  });
}
