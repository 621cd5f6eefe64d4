import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CompliancePanel } from '#renderer/features/licences/CompliancePanel.tsx';
import { parseLicences } from '#renderer/features/licences/licence-search.ts';
import { PositionsPanel } from '#renderer/features/licences/PositionsPanel.tsx';
import { ReclaimPanel } from '#renderer/features/licences/ReclaimPanel.tsx';
import { RenewalsPanel } from '#renderer/features/licences/RenewalsPanel.tsx';
import { RecognitionPanel } from '#renderer/features/software/RecognitionPanel.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './pages.module.css';

/** What licences let us use, what is used, what could be saved and what is to be decided. */
export function LicencesRoute() {
  const { tab = 'positions', standings = [] } = parseLicences(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <Page fixed title={t('nav.licences')}>
      <Tabs
        value={tab}
        keepMounted={false}
        className={classes['tabs'] ?? ''}
        onChange={(next) => void navigate({ to: '/licences', search: { tab: next ?? 'positions' }, replace: true })}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="positions">{t('licences.positions')}</Tabs.Tab>
          <Tabs.Tab value="compliance">{t('licences.compliance')}</Tabs.Tab>
          <Tabs.Tab value="reclaim">{t('licences.reclaim')}</Tabs.Tab>
          <Tabs.Tab value="renewals">{t('licences.renewals')}</Tabs.Tab>
          <Tabs.Tab value="recognition">{t('licences.recognition')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="positions" className={classes['panel'] ?? ''}>
          <PositionsPanel
            shown={standings}
            show={(next) => void navigate({ to: '/licences', search: { standings: next }, replace: true })}
            open={(id) => void navigate({ to: '/licences/$id', params: { id: String(id) } })}
          />
        </Tabs.Panel>
        <Scrolling value="compliance" label={t('licences.compliance')}>
          <CompliancePanel />
        </Scrolling>
        <Tabs.Panel value="reclaim" className={classes['panel'] ?? ''}>
          <ReclaimPanel open={(id) => void navigate({ to: '/licences/$id', params: { id: String(id) } })} />
        </Tabs.Panel>
        <Scrolling value="renewals" label={t('licences.renewals')}>
          <RenewalsPanel />
        </Scrolling>
        <Scrolling value="recognition" label={t('licences.recognition')}>
          <RecognitionPanel />
        </Scrolling>
      </Tabs>
    </Page>
  );
}

/** A part that scrolls by itself, which the keyboard must reach. */
function Scrolling({ value, label, children }: { value: string; label: string; children: ReactNode }) {
  return (
    <Tabs.Panel value={value} className={classes['scrollingPanel'] ?? ''}>
      <div className={classes['scroller']} tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
    </Tabs.Panel>
  );
}
