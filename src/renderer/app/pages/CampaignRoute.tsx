import { useNavigate, useParams } from '@tanstack/react-router';
import { CampaignPage } from '#renderer/features/updates/CampaignPage.tsx';

export function CampaignRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <CampaignPage
      key={id}
      id={Number(id)}
      openAsset={(assetId) => void navigate({ to: '/assets/$id', params: { id: String(assetId) } })}
    />
  );
}
