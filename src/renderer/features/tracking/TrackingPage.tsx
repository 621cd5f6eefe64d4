import { useMay } from '#renderer/features/auth/session.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { MapTab } from './map/MapTab.tsx';
import { EncodeTab } from './rfid/EncodeTab.tsx';
import { LocateTab } from './rfid/LocateTab.tsx';
import { SweepTab } from './rfid/SweepTab.tsx';

/** Where things are: read by radio in the room, or told by trackers from outside. */
export function TrackingPage({ tab, choose }: { tab: string | null; choose: (tab: string) => void }) {
  const may = useMay();
  const tabs = [
    { value: 'sweep', label: t('tracking.sweep'), content: <SweepTab /> },
    { value: 'locate', label: t('tracking.locate'), content: <LocateTab /> },
    ...(may('asset.edit') ? [{ value: 'encode', label: t('tracking.encode'), content: <EncodeTab /> }] : []),
    { value: 'map', label: t('map.title'), content: <MapTab /> },
  ];
  return (
    <Page title={t('nav.tracking')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
