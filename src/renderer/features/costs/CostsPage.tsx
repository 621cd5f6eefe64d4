import type { ReactNode } from 'react';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { CostSearch } from './cost-search.ts';
import classes from './costs.module.css';
import { OwnershipPanel } from './OwnershipPanel.tsx';
import { ReplacementsPanel } from './ReplacementsPanel.tsx';
import { SpendingPanel } from './SpendingPanel.tsx';
import type { SpendingRequest } from './SpendingPanel.tsx';

interface CostsPageProps {
  search: CostSearch;
  show: (search: CostSearch) => void;
  listActions: (seen: SpendingRequest, words: string[]) => ReactNode;
}

/** What was spent on what, what things have cost, and what is going to be needed. */
export function CostsPage({ search, show, listActions }: CostsPageProps) {
  const tabs = [
    {
      value: 'spending',
      label: t('costs.spending'),
      content: (
        <div className={classes['scrolling']}>
          <SpendingPanel search={search} show={show} listActions={listActions} />
        </div>
      ),
    },
    { value: 'ownership', label: t('costs.ownership'), content: <OwnershipPanel search={search} show={show} /> },
    {
      value: 'replacements',
      label: t('costs.replacements'),
      content: <ReplacementsPanel search={search} show={show} />,
    },
  ];
  return (
    <Page fixed title={t('nav.costs')} subtitle={t('costs.subtitle')}>
      <div className={classes['tabs']}>
        <PageTabs tabs={tabs} tab={search.tab ?? null} choose={(tab) => show({ ...search, tab, search: undefined })} />
      </div>
    </Page>
  );
}
