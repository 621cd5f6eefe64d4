import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { installationSort } from '#shared/features/software/contract.ts';
import { CategoriesPanel } from '#renderer/features/assets/catalogue/CategoriesPanel.tsx';
import { ManufacturerList } from '#renderer/features/assets/catalogue/ManufacturerList.tsx';
import { ModelList } from '#renderer/features/assets/catalogue/ModelList.tsx';
import { InstallationList } from '#renderer/features/software/InstallationList.tsx';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { SupplierList } from '#renderer/features/suppliers/SupplierList.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './pages.module.css';

/** What assets are made of and bought from. */
export function CatalogueRoute() {
  const { tab = 'models', category } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <Page fixed title={t('nav.catalogue')}>
      <Tabs
        value={tab}
        keepMounted={false}
        className={classes['tabs'] ?? ''}
        onChange={(next) => void navigate({ to: '/catalogue', search: { tab: next ?? 'models' }, replace: true })}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="models">{t('catalogue.models')}</Tabs.Tab>
          <Tabs.Tab value="manufacturers">{t('catalogue.manufacturers')}</Tabs.Tab>
          <Tabs.Tab value="suppliers">{t('catalogue.suppliers')}</Tabs.Tab>
          <Tabs.Tab value="software">{t('software.title')}</Tabs.Tab>
          <Tabs.Tab value="categories">{t('catalogue.categories')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="models" className={classes['panel'] ?? ''}>
          <ModelList />
        </Tabs.Panel>
        <Tabs.Panel value="manufacturers" className={classes['panel'] ?? ''}>
          <ManufacturerList />
        </Tabs.Panel>
        <Tabs.Panel value="suppliers" className={classes['panel'] ?? ''}>
          <SupplierList
            open={(id) => void navigate({ to: '/suppliers/$id', params: { id: String(id) } })}
            listActions={(columns) => <ExportMenu list={{ list: 'suppliers', columns, words: [] }} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="software" className={classes['panel'] ?? ''}>
          <InstallationList
            open={({ asset }) => void navigate({ to: '/assets/$id', params: { id: String(asset.id) } })}
            listActions={(seen) => (
              <ExportMenu
                list={{
                  list: 'installations',
                  sort: installationSort.find((each) => each === seen.sorting.by) ?? 'product',
                  direction: seen.sorting.direction,
                  ...exportOf(seen),
                }}
              />
            )}
          />
        </Tabs.Panel>
        <Tabs.Panel value="categories" className={classes['panel'] ?? ''}>
          <CategoriesPanel
            chosen={category ?? null}
            choose={(key) =>
              void navigate({ to: '/catalogue', search: { tab: 'categories', category: key }, replace: true })
            }
          />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
