import { Stack } from '@mantine/core';
import { useMay } from '#renderer/features/auth/session.ts';
import { AdvicePanel } from './AdvicePanel.tsx';
import { CostsPanel } from './CostsPanel.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';

/** What an asset has been through, what it has cost, and whether it is worth keeping. */
export function AssetLife({ assetId }: { assetId: number }) {
  const maySeeCosts = useMay()('asset.cost.view');
  return (
    <Stack gap="md">
      {maySeeCosts ? (
        <>
          <AdvicePanel assetId={assetId} />
          <CostsPanel assetId={assetId} />
        </>
      ) : null}
      <TimelinePanel assetId={assetId} />
    </Stack>
  );
}
