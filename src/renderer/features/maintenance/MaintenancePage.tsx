import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CalendarPanel } from './CalendarPanel.tsx';
import { OrdersPanel } from './OrdersPanel.tsx';
import type { Pressing } from './pressing.ts';
import { PlansPanel } from './PlansPanel.tsx';
import type { BenchSounds } from './ScanToWork.tsx';

interface MaintenancePageProps {
  tab: string | null;
  day: string | null;
  tile: Pressing | null;
  choose: (tab: string, narrowed?: { day?: string; tile?: Pressing }) => void;
  open: (orderId: number) => void;
  sounds: BenchSounds;
}

/** What is to be done, when, and by which plans. */
export function MaintenancePage({ tab, day, tile, choose, open, sounds }: MaintenancePageProps) {
  const tabs = [
    {
      value: 'orders',
      label: t('maintenance.orders'),
      content: (
        <OrdersPanel
          open={open}
          sounds={sounds}
          day={day}
          chooseDay={(next) =>
            choose('orders', { ...(next === null ? {} : { day: next }), ...(tile === null ? {} : { tile }) })
          }
          tile={tile}
          chooseTile={(next) =>
            choose('orders', { ...(day === null ? {} : { day }), ...(next === null ? {} : { tile: next }) })
          }
        />
      ),
    },
    {
      value: 'calendar',
      label: t('calendar.title'),
      content: <CalendarPanel open={open} showDay={(chosen) => choose('orders', { day: chosen })} />,
    },
    { value: 'plans', label: t('maintenance.plans'), content: <PlansPanel /> },
  ];
  return (
    <Page title={t('nav.maintenance')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={(next) => choose(next)} />
    </Page>
  );
}
