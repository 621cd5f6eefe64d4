import { Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '#renderer/features/auth/session.ts';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { ArticleForm } from '#renderer/features/supplies/ArticleForm.tsx';
import { ArticleList } from '#renderer/features/supplies/ArticleList.tsx';
import { ReorderProposals } from '#renderer/features/supplies/ReorderProposals.tsx';
import { parseSupplySearch } from '#renderer/features/supplies/supply-search.ts';
import type { SupplySearch } from '#renderer/features/supplies/supply-search.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './pages.module.css';

/** What is counted instead of tagged: the articles, and what of them has to be bought. */
export function SuppliesRoute() {
  const search = parseSupplySearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const may = useMay();
  const [adding, setAdding] = useAskedFor('article');
  const show = (next: SupplySearch) => void navigate({ to: '/supplies', search: next, replace: true });
  const open = (id: number) => void navigate({ to: '/supplies/$id', params: { id: String(id) } });
  const { tab = 'articles', sort, direction } = search;
  return (
    <Page
      fixed
      title={t('nav.supplies')}
      actions={
        may('supply.edit') ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('supplies.add')}
          </Button>
        ) : null
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        className={classes['tabs'] ?? ''}
        onChange={(next) => show(next === null || next === 'articles' ? {} : { tab: next })}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="articles">{t('supplies.articles')}</Tabs.Tab>
          <Tabs.Tab value="reorder">{t('supplies.reorder')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="articles" className={classes['panel'] ?? ''}>
          <ArticleList
            search={search}
            show={show}
            open={open}
            listActions={(seen) => <ExportMenu list={{ list: 'supplies', sort, direction, ...exportOf(seen) }} />}
            selectionActions={(ids) => (
              <PrintLabelsButton kind="article" ids={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
            )}
          />
        </Tabs.Panel>
        <Tabs.Panel value="reorder">
          <ReorderProposals
            requisition={(items) =>
              void navigate({ to: '/acquire/requisitions/$id', params: { id: 'new' }, search: { items } })
            }
          />
        </Tabs.Panel>
      </Tabs>
      {adding ? <ArticleForm article={null} onClose={() => setAdding(false)} onSaved={open} /> : null}
    </Page>
  );
}
