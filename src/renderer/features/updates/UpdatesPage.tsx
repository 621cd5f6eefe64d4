import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CampaignsPanel } from './CampaignsPanel.tsx';
import { CompliancePanel } from './CompliancePanel.tsx';
import { ProductsPanel } from './ProductsPanel.tsx';

interface UpdatesPageProps {
  tab: string | null;
  choose: (tab: string) => void;
  open: (campaignId: number) => void;
  openAsset: (assetId: number) => void;
}

/** Which versions are installed, which should be, and how they get there. */
export function UpdatesPage({ tab, choose, open, openAsset }: UpdatesPageProps) {
  const tabs = [
    {
      value: 'compliance',
      label: t('updates.compliance'),
      content: <CompliancePanel openProducts={() => choose('products')} openAsset={openAsset} />,
    },
    { value: 'campaigns', label: t('updates.campaigns'), content: <CampaignsPanel open={open} /> },
    { value: 'products', label: t('updates.products'), content: <ProductsPanel /> },
  ];
  return (
    <Page title={t('nav.updates')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
