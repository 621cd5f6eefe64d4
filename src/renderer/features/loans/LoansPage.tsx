import type { ReactNode } from 'react';
import { DueList } from '#renderer/features/custody/DueList.tsx';
import { ExpectedAccessories } from '#renderer/features/custody/ExpectedAccessories.tsx';
import { HandoverTexts } from '#renderer/features/custody/handover/HandoverTexts.tsx';
import { Receipts } from '#renderer/features/custody/handover/Receipts.tsx';
import { ToRemindList } from '#renderer/features/custody/ToRemindList.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CalendarPanel } from './CalendarPanel.tsx';
import { KitsPanel } from './KitsPanel.tsx';
import { PoolsPanel } from './PoolsPanel.tsx';

interface LoansPageProps {
  tab: string | null;
  choose: (tab: string) => void;
  /** What other parts of the window do with these kits. */
  kitActions: (ids: number[], of?: string) => ReactNode;
  /** What other parts of the window do with the list of what is due. */
  dueActions: (withinDays: number, words: string) => ReactNode;
}

/** What is out and has to come back, and the papers that go with it. */
export function LoansPage({ tab, choose, kitActions, dueActions }: LoansPageProps) {
  const tabs = [
    { value: 'due', label: t('loans.due'), content: <DueList listActions={dueActions} /> },
    { value: 'remind', label: t('reminder.toRemind'), content: <ToRemindList /> },
    { value: 'calendar', label: t('calendar.title'), content: <CalendarPanel /> },
    { value: 'pools', label: t('pool.pools'), content: <PoolsPanel /> },
    { value: 'kits', label: t('kit.kits'), content: <KitsPanel kitActions={kitActions} /> },
    { value: 'accessories', label: t('custody.accessories'), content: <ExpectedAccessories /> },
    { value: 'receipts', label: t('handover.receipts'), content: <Receipts /> },
    { value: 'texts', label: t('loans.texts'), content: <HandoverTexts /> },
  ];
  return (
    <Page title={t('nav.loans')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
