import { useParams } from '@tanstack/react-router';
import { CampaignPage } from '#renderer/features/updates/CampaignPage.tsx';

export function CampaignRoute() {
  const { id = '' } = useParams({ strict: false });
  return <CampaignPage key={id} id={Number(id)} />;
}
