import { Button } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { wholeLayout } from '#shared/features/dashboard/model.ts';
import type { TileName } from '#shared/features/dashboard/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { ArrangeTiles } from './ArrangeTiles.tsx';
import { AgeTile, CategoryTile, PlaceTile, StatusTile, ValueTile, WarrantyTile } from './AssetTiles.tsx';
import { AttentionTile } from './AttentionTile.tsx';
import classes from './dashboard.module.css';
import { Onboarding } from './Onboarding.tsx';
import { ComplianceTile, IncidentsTile, MaintenanceTile, RemindersTile, SpendingTile } from './WorkTiles.tsx';

interface TileOf {
  show: () => ReactNode;
  /** How many of the six tracks it takes. */
  wide: 2 | 3 | 6;
  permission?: Permission;
}

const tiles: Readonly<Record<TileName, TileOf>> = {
  attention: { show: () => <AttentionTile />, wide: 6 },
  status: { show: () => <StatusTile />, wide: 2 },
  reminders: { show: () => <RemindersTile />, wide: 2 },
  category: { show: () => <CategoryTile />, wide: 2 },
  place: { show: () => <PlaceTile />, wide: 2 },
  warranty: { show: () => <WarrantyTile />, wide: 2 },
  age: { show: () => <AgeTile />, wide: 3 },
  value: { show: () => <ValueTile />, wide: 2, permission: 'asset.cost.view' },
  spending: { show: () => <SpendingTile />, wide: 3, permission: 'asset.cost.view' },
  compliance: { show: () => <ComplianceTile />, wide: 2, permission: 'licence.view' },
  maintenance: { show: () => <MaintenanceTile />, wide: 2 },
  incidents: { show: () => <IncidentsTile />, wide: 2 },
};

/** What a manager looks at in the morning: every number opens what it counts, arranged as he likes it. */
export function DashboardPage() {
  const may = useMay();
  const query = useQuery(rpc.dashboard.layout.queryOptions());
  const [arranging, setArranging] = useState(false);
  const layout = wholeLayout(query.data ?? []).filter(({ name }) => {
    const { permission } = tiles[name];
    return permission === undefined || may(permission);
  });
  const shown = query.data === undefined ? [] : layout.filter(({ hidden }) => !hidden);
  return (
    <Page
      wide
      title={t('nav.dashboard')}
      subtitle={t('dashboard.subtitle')}
      actions={
        <Button variant="default" leftSection={<IconLayoutGrid size={16} />} onClick={() => setArranging(true)}>
          {t('dashboard.arrange')}
        </Button>
      }
    >
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      <Onboarding />
      {query.data !== undefined && shown.length === 0 ? (
        <EmptyState title={t('dashboard.allHidden')}>{t('dashboard.allHiddenHint')}</EmptyState>
      ) : null}
      <div className={classes['grid']}>
        {shown.map(({ name }) => (
          <div key={name} className={classes['cell']} data-wide={tiles[name].wide}>
            {tiles[name].show()}
          </div>
        ))}
      </div>
      {arranging ? <ArrangeTiles layout={layout} onClose={() => setArranging(false)} /> : null}
    </Page>
  );
}
