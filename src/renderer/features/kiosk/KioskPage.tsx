import { Button } from '@mantine/core';
import { IconDeviceTablet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lendsAnything } from '#shared/features/kiosk/contract.ts';
import { client, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { KioskExceptions } from './KioskExceptions.tsx';
import { KioskPolicyForm } from './KioskPolicyForm.tsx';

/** Where an operator starts the kiosk and looks after what borrowers could not do by themselves. */
export function KioskPage({ tab, choose }: { tab: string | null; choose: (tab: string) => void }) {
  const policy = useQuery(rpc.kiosk.policy.queryOptions()).data;
  const start = useAction(
    () => client.kiosk.start(),
    () => void refetchSession(),
  );
  const tabs = [
    { value: 'waiting', label: t('kiosk.waiting'), content: <KioskExceptions settled={false} /> },
    { value: 'settled', label: t('kiosk.settled'), content: <KioskExceptions settled /> },
    {
      value: 'policy',
      label: t('kiosk.policy'),
      content: policy === undefined ? null : <KioskPolicyForm key={JSON.stringify(policy)} policy={policy} />,
    },
  ];
  const nothingToLend = policy !== undefined && !lendsAnything(policy);
  return (
    <Page
      title={t('nav.kiosk')}
      subtitle={t(nothingToLend ? 'kiosk.nothingToLend' : 'kiosk.subtitle')}
      wide
      actions={
        <Button
          leftSection={<IconDeviceTablet size={16} />}
          loading={start.isPending}
          disabled={nothingToLend}
          onClick={() => start.mutate(undefined)}
        >
          {t('kiosk.start')}
        </Button>
      }
    >
      <PageTabs tabs={tabs} tab={tab ?? (nothingToLend ? 'policy' : 'waiting')} choose={choose} />
    </Page>
  );
}
