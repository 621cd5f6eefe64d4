import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { KeepingPanel } from './KeepingPanel.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { PosturePanel } from './PosturePanel.tsx';

interface SecurityPageProps {
  tab: string | null;
  choose: (tab: string) => void;
  openAsset: (id: number) => void;
  /** The way to the import of what the management of devices exports. */
  openImport: () => void;
}

/** How safe the devices are, by which policy, and what has to be kept where. */
export function SecurityPage({ tab, choose, openAsset, openImport }: SecurityPageProps) {
  const tabs = [
    {
      value: 'devices',
      label: t('security.devices'),
      content: <PosturePanel openAsset={openAsset} openImport={openImport} />,
    },
    { value: 'keeping', label: t('security.keeping'), content: <KeepingPanel /> },
    { value: 'policy', label: t('security.policy'), content: <PolicyPanel /> },
  ];
  return (
    <Page title={t('nav.security')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
