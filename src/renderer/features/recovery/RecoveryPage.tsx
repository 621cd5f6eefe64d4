import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { DrillsPanel } from './DrillsPanel.tsx';
import { PlansPanel } from './PlansPanel.tsx';
import { ProtectedPanel } from './ProtectedPanel.tsx';
import { ServicesPanel } from './ServicesPanel.tsx';

interface RecoveryPageProps {
  tab: string | null;
  choose: (tab: string) => void;
  openItem: (id: number) => void;
  openPlan: (id: number) => void;
}

/** What is backed up of what the department runs, how it comes back, and whether that was ever tried. */
export function RecoveryPage({ tab, choose, openItem, openPlan }: RecoveryPageProps) {
  const tabs = [
    { value: 'protected', label: t('recovery.protected'), content: <ProtectedPanel open={openItem} /> },
    { value: 'plans', label: t('recovery.plans'), content: <PlansPanel open={openPlan} /> },
    { value: 'drills', label: t('recovery.drills'), content: <DrillsPanel /> },
    { value: 'services', label: t('recovery.services'), content: <ServicesPanel /> },
  ];
  return (
    <Page title={t('nav.recovery')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
