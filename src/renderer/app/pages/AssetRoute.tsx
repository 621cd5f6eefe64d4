import { useNavigate, useParams } from '@tanstack/react-router';
import { AssetPage } from '#renderer/features/assets/AssetPage.tsx';
import { CustodyActions } from '#renderer/features/custody/CustodyActions.tsx';
import { CustodyChain } from '#renderer/features/custody/CustodyChain.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
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
          <PrintLabelsButton kind="asset" ids={[asset.id]} openLabels={() => void navigate({ to: '/labels' })} />
        </>
      )}
      custody={(asset) => <CustodyChain assetId={asset.id} />}
      journal={(asset) => <AssetJournal assetId={asset.id} />}
    />
  );
}
