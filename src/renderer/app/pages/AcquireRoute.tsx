import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { RequisitionList } from '#renderer/features/procurement/requisitions/RequisitionList.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './pages.module.css';

/** From need to inspected asset: what is asked for, decided, ordered, delivered and paid. */
export function AcquireRoute() {
  const { tab = 'requisitions' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <Page fixed title={t('nav.acquire')}>
      <Tabs
        value={tab}
        keepMounted={false}
        className={classes['tabs'] ?? ''}
        onChange={(next) => void navigate({ to: '/acquire', search: { tab: next ?? 'requisitions' }, replace: true })}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="requisitions">{t('procurement.requisitions')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requisitions" className={classes['panel'] ?? ''}>
          <RequisitionList
            open={(id) => void navigate({ to: '/acquire/requisitions/$id', params: { id: String(id) } })}
          />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
