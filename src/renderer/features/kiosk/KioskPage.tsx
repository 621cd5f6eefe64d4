import { Button, Tabs } from '@mantine/core';
import { IconDeviceTablet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { client, refetchSession, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Page } from '#renderer/ui/Page.tsx';
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
  const nothingToLend = policy?.categoryIds.length === 0;
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
      <Tabs
        value={tab ?? (nothingToLend ? 'policy' : 'waiting')}
        keepMounted={false}
        onChange={(next) => next !== null && choose(next)}
      >
        <Tabs.List mb="md">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, content }) => (
          <Tabs.Panel key={value} value={value}>
            {content}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
