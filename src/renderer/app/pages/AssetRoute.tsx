import { Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { isClosed } from '#shared/features/assets/status.ts';
import { AssetPage } from '#renderer/features/assets/AssetPage.tsx';
import { CustodyActions } from '#renderer/features/custody/CustodyActions.tsx';
import { Whereabouts } from '#renderer/features/custody/Whereabouts.tsx';
import { CustodyChain } from '#renderer/features/custody/CustodyChain.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { ReserveButton } from '#renderer/features/loans/ReserveButton.tsx';
import { Reservations } from '#renderer/features/loans/Reservations.tsx';
import { AssetJournal } from '#renderer/features/reports/AssetJournal.tsx';

/** An asset as all parts of the window together know it. */
export function AssetRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <AssetPage
      key={id}
      id={Number(id)}
      actions={(asset) => (
        <>
          <CustodyActions asset={asset} />
          {isClosed(asset.status) ? null : <ReserveButton asset={asset} />}
          <PrintLabelsButton kind="asset" ids={[asset.id]} openLabels={() => void navigate({ to: '/labels' })} />
        </>
      )}
      whereabouts={(asset) => <Whereabouts assetId={asset.id} />}
      custody={(asset) => (
        <Stack gap="md">
          <Reservations assetId={asset.id} />
          <CustodyChain assetId={asset.id} />
        </Stack>
      )}
      journal={(asset) => <AssetJournal assetId={asset.id} />}
    />
  );
}
