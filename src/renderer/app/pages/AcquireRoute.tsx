import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '#renderer/features/auth/session.ts';
import { PlanningPage } from '#renderer/features/role-kits/PlanningPage.tsx';
import { ApprovalList } from '#renderer/features/procurement/approvals/ApprovalList.tsx';
import { RulesPage } from '#renderer/features/procurement/approvals/RulesPage.tsx';
import { ContractList } from '#renderer/features/procurement/contracts/ContractList.tsx';
import { InvoiceList } from '#renderer/features/procurement/invoices/InvoiceList.tsx';
import { OrderList } from '#renderer/features/procurement/orders/OrderList.tsx';
import { ReceivingTab } from '#renderer/features/procurement/receiving/ReceivingTab.tsx';
import { RequisitionList } from '#renderer/features/procurement/requisitions/RequisitionList.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { play } from './entry-sounds.ts';
import classes from './pages.module.css';

/** From need to inspected asset: what is asked for, decided, ordered, delivered and paid. */
export function AcquireRoute() {
  const { tab = 'requisitions', order } = useSearch({ strict: false });
  const navigate = useNavigate();
  const may = useMay();
  const openRequisition = (id: number) =>
    void navigate({ to: '/acquire/requisitions/$id', params: { id: String(id) } });
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
          <Tabs.Tab value="orders">{t('procurement.orders')}</Tabs.Tab>
          {may('receipt.create') ? <Tabs.Tab value="receiving">{t('procurement.receiving')}</Tabs.Tab> : null}
          <Tabs.Tab value="planning">{t('roleKits.planning')}</Tabs.Tab>
          <Tabs.Tab value="contracts">{t('procurement.contracts')}</Tabs.Tab>
          {may('asset.cost.view') ? (
            <>
              <Tabs.Tab value="invoices">{t('procurement.invoices')}</Tabs.Tab>
              <Tabs.Tab value="approvals">{t('procurement.approvals')}</Tabs.Tab>
              <Tabs.Tab value="rules">{t('procurement.rules')}</Tabs.Tab>
            </>
          ) : null}
        </Tabs.List>
        <Tabs.Panel value="requisitions" className={classes['panel'] ?? ''}>
          <RequisitionList
            open={openRequisition}
            listActions={(seen) => <ExportMenu list={{ list: 'requisitions', ...seen }} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="orders" className={classes['panel'] ?? ''}>
          <OrderList
            open={(id) => void navigate({ to: '/acquire/orders/$id', params: { id: String(id) } })}
            listActions={(seen) => <ExportMenu list={{ list: 'orders', ...seen }} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="receiving" className={classes['panel'] ?? ''}>
          <ReceivingTab
            orderId={order ?? null}
            choose={(next) =>
              void navigate({ to: '/acquire', search: { tab: 'receiving', ...(next === null ? {} : { order: next }) } })
            }
            play={play}
          />
        </Tabs.Panel>
        <Tabs.Panel value="planning" className={classes['panel'] ?? ''}>
          <PlanningPage />
        </Tabs.Panel>
        <Tabs.Panel value="contracts" className={classes['panel'] ?? ''}>
          <ContractList
            open={(id) => void navigate({ to: '/acquire/contracts/$id', params: { id: String(id) } })}
            listActions={(seen) => <ExportMenu list={{ list: 'contracts', ...seen }} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="invoices" className={classes['panel'] ?? ''}>
          <InvoiceList />
        </Tabs.Panel>
        <Tabs.Panel value="approvals" className={classes['panel'] ?? ''}>
          <ApprovalList open={openRequisition} />
        </Tabs.Panel>
        <Tabs.Panel value="rules" className={classes['panel'] ?? ''}>
          <RulesPage />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
