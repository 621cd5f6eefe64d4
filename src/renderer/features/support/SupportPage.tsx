import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CategoriesPanel } from './CategoriesPanel.tsx';
import { FailuresPanel } from './FailuresPanel.tsx';
import { HoursPanel } from './HoursPanel.tsx';
import { TicketsPanel } from './TicketsPanel.tsx';

interface SupportPageProps {
  tab: string | null;
  choose: (tab: string) => void;
  open: (ticketId: number) => void;
}

/** Who needs help with what, what usually helps, and what fails too often. */
export function SupportPage({ tab, choose, open }: SupportPageProps) {
  const tabs = [
    { value: 'tickets', label: t('support.tickets'), content: <TicketsPanel open={open} /> },
    { value: 'models', label: t('support.models'), content: <FailuresPanel /> },
    { value: 'guides', label: t('support.guides'), content: <CategoriesPanel /> },
    { value: 'hours', label: t('support.hours'), content: <HoursPanel /> },
  ];
  return (
    <Page title={t('nav.support')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
