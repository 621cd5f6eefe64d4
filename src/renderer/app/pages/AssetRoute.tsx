import { Menu, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCalendarPlus, IconChartLine, IconRecycle, IconTag } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isClosed, isOnTheWayOut } from '#shared/features/assets/status.ts';
import { AssetPage } from '#renderer/features/assets/AssetPage.tsx';
import { OverrideNote } from '#renderer/features/configuration/OverrideNote.tsx';
import { CustodyActions } from '#renderer/features/custody/CustodyActions.tsx';
import { Whereabouts } from '#renderer/features/custody/Whereabouts.tsx';
import { CustodyChain } from '#renderer/features/custody/CustodyChain.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { DeclareForm } from '#renderer/features/incidents/DeclareForm.tsx';
import { IncidentNotice } from '#renderer/features/incidents/IncidentNotice.tsx';
import { setBasket } from '#renderer/features/labels/basket.ts';
import { ReserveForm } from '#renderer/features/loans/ReserveForm.tsx';
import { MaintenanceNotice } from '#renderer/features/maintenance/MaintenanceNotice.tsx';
import { Reservations } from '#renderer/features/loans/Reservations.tsx';
import { AssetJournal } from '#renderer/features/reports/AssetJournal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { RetirementNotice } from '#renderer/features/retirement/RetirementNotice.tsx';
import { KeepingNotice } from '#renderer/features/security/KeepingNotice.tsx';
import { later } from '../later.tsx';
import { AssetSoftware } from '#renderer/features/software/AssetSoftware.tsx';

const DecommissionForm = later(
  async () => (await import('#renderer/features/retirement/DecommissionForm.tsx')).DecommissionForm,
);
const ScheduleDialog = later(
  async () => (await import('#renderer/features/depreciation/ScheduleDialog.tsx')).ScheduleDialog,
);
const AssetMedia = later(async () => (await import('#renderer/features/retirement/AssetMedia.tsx')).AssetMedia);
const Certificates = later(async () => (await import('#renderer/features/retirement/Certificates.tsx')).Certificates);
const AssetReadiness = later(
  async () => (await import('#renderer/features/configuration/AssetReadiness.tsx')).AssetReadiness,
);

const AssetMaintenance = later(
  async () => (await import('#renderer/features/maintenance/AssetMaintenance.tsx')).AssetMaintenance,
);

const AssetSecurity = later(async () => (await import('#renderer/features/security/AssetSecurity.tsx')).AssetSecurity);

const AssetTickets = later(async () => (await import('#renderer/features/support/AssetTickets.tsx')).AssetTickets);

const AssetVersions = later(async () => (await import('#renderer/features/updates/AssetVersions.tsx')).AssetVersions);
const AssetLife = later(async () => (await import('#renderer/features/ownership/AssetLife.tsx')).AssetLife);
const AssetRecovery = later(async () => (await import('#renderer/features/recovery/AssetRecovery.tsx')).AssetRecovery);

/** An asset as all parts of the window together know it. */
export function AssetRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const may = useMay();
  const [dialog, setDialog] = useState<'reserve' | 'declare' | 'retire' | 'values' | null>(null);
  const close = () => setDialog(null);
  const print = (assetId: number) => {
    setBasket({ kind: 'asset', ids: [assetId] });
    void navigate({ to: '/labels' });
  };
  return (
    <AssetPage
      key={id}
      id={Number(id)}
      actions={(asset) => (
        <>
          <CustodyActions asset={asset} />
          {dialog === 'reserve' ? <ReserveForm start={{ asset }} onClose={close} /> : null}
          {dialog === 'declare' ? <DeclareForm asset={asset} source="asset" onClose={close} /> : null}
          {dialog === 'values' ? (
            <ScheduleDialog
              assetId={asset.id}
              title={[asset.tag, asset.name].filter(Boolean).join(' · ')}
              onClose={close}
            />
          ) : null}
          {dialog === 'retire' ? <DecommissionForm assetIds={[asset.id]} onClose={close} /> : null}
        </>
      )}
      rarer={(asset) =>
        [
          may('asset.reserve') && !isClosed(asset.status) ? (
            <Menu.Item key="reserve" leftSection={<IconCalendarPlus size={16} />} onClick={() => setDialog('reserve')}>
              {t('reservation.reserve')}
            </Menu.Item>
          ) : null,
          may('incident.declare') && !isClosed(asset.status) ? (
            <Menu.Item key="declare" leftSection={<IconAlertTriangle size={16} />} onClick={() => setDialog('declare')}>
              {t('incidents.declare')}
            </Menu.Item>
          ) : null,
          may('asset.retire') && !isOnTheWayOut(asset.status) ? (
            <Menu.Item key="retire" leftSection={<IconRecycle size={16} />} onClick={() => setDialog('retire')}>
              {t('retirement.decommission')}
            </Menu.Item>
          ) : null,
          may('asset.cost.view') && asset.cost !== null ? (
            <Menu.Item key="values" leftSection={<IconChartLine size={16} />} onClick={() => setDialog('values')}>
              {t('depreciation.tab')}
            </Menu.Item>
          ) : null,
          may('label.print') ? (
            <Menu.Item key="print" leftSection={<IconTag size={16} />} onClick={() => print(asset.id)}>
              {t('labels.printLabels', { count: 1 })}
            </Menu.Item>
          ) : null,
        ].filter((item) => item !== null)
      }
      whereabouts={(asset) => (
        <>
          <IncidentNotice assetId={asset.id} />
          <RetirementNotice assetId={asset.id} />
          {isOnTheWayOut(asset.status) ? <AssetMedia assetId={asset.id} status={asset.status} /> : null}
          {isOnTheWayOut(asset.status) ? <Certificates of={{ assetId: asset.id }} issue /> : null}
          <MaintenanceNotice assetId={asset.id} />
          <KeepingNotice assetId={asset.id} />
          <OverrideNote assetId={asset.id} />
          <Whereabouts assetId={asset.id} />
        </>
      )}
      configuration={(asset) => (
        <AssetReadiness
          asset={asset}
          open={(runId) => void navigate({ to: '/deploy/runs/$id', params: { id: String(runId) } })}
        />
      )}
      custody={(asset) => (
        <Stack gap="md">
          <Reservations assetId={asset.id} />
          <CustodyChain assetId={asset.id} />
        </Stack>
      )}
      security={(asset) => <AssetSecurity asset={asset} />}
      software={(asset) => (
        <Stack gap="md">
          <AssetVersions assetId={asset.id} />
          <AssetSoftware assetId={asset.id} />
        </Stack>
      )}
      maintenance={(asset) => (
        <Stack gap="md">
          <AssetMaintenance
            asset={asset}
            closed={isClosed(asset.status)}
            open={(orderId) => void navigate({ to: '/maintenance/orders/$id', params: { id: String(orderId) } })}
          />
          <AssetTickets
            asset={asset}
            open={(ticketId) => void navigate({ to: '/support/tickets/$id', params: { id: String(ticketId) } })}
          />
          <AssetRecovery assetId={asset.id} />
        </Stack>
      )}
      life={(asset) => <AssetLife assetId={asset.id} />}
      journal={(asset) => <AssetJournal assetId={asset.id} />}
    />
  );
}
