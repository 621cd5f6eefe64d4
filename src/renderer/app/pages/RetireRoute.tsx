import { Button, Stack } from '@mantine/core';
import { IconRecycle } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { DecommissionForm } from '#renderer/features/retirement/DecommissionForm.tsx';
import { LeavingPanel } from '#renderer/features/retirement/LeavingPanel.tsx';
import { SanitisationRules } from '#renderer/features/retirement/SanitisationRules.tsx';
import { SanitisePanel } from '#renderer/features/retirement/SanitisePanel.tsx';
import { LotsPanel } from '#renderer/features/retirement/LotsPanel.tsx';
import { ReviewPanel } from '#renderer/features/retirement/ReviewPanel.tsx';
import { ReviewRules } from '#renderer/features/retirement/ReviewRules.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Out of the inventory: from the last day of service to where it went. */
export function RetireRoute() {
  const { tab = null } = useSearch({ strict: false });
  const navigate = useNavigate();
  const may = useMay();
  const [decommissioning, setDecommissioning] = useState(false);
  const openAsset = (id: number) => void navigate({ to: '/assets/$id', params: { id: String(id) } });
  const openLot = (id: number) => void navigate({ to: '/retire/lots/$id', params: { id: String(id) } });
  return (
    <Page
      title={t('nav.retire')}
      wide
      actions={
        may('asset.retire') ? (
          <Button leftSection={<IconRecycle size={16} />} onClick={() => setDecommissioning(true)}>
            {t('retirement.decommission')}
          </Button>
        ) : null
      }
    >
      <PageTabs
        tab={tab}
        choose={(next) => void navigate({ to: '/retire', search: { tab: next }, replace: true })}
        tabs={[
          { value: 'leaving', label: t('retirement.leaving'), content: <LeavingPanel gone={false} open={openAsset} /> },
          { value: 'review', label: t('retirement.review'), content: <ReviewPanel /> },
          { value: 'sanitise', label: t('sanitise.title'), content: <SanitisePanel /> },
          { value: 'lots', label: t('retirement.lots'), content: <LotsPanel open={openLot} /> },
          { value: 'register', label: t('retirement.register'), content: <LeavingPanel gone open={openAsset} /> },
          {
            value: 'rules',
            label: t('retirement.rules'),
            content: (
              <Stack gap="md">
                <ReviewRules />
                <SanitisationRules />
              </Stack>
            ),
          },
        ]}
      />
      {decommissioning ? <DecommissionForm onClose={() => setDecommissioning(false)} /> : null}
    </Page>
  );
}
