import { Button, Code, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function AboutPanel() {
  const info = useQuery(rpc.application.info.queryOptions()).data;
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  return (
    <Panel title={t('setup.about')}>
      <Stack gap="md">
        <FactList
          facts={[
            { label: t('setup.version'), value: info?.version },
            { label: t('setup.schemaVersion'), value: info?.schemaVersion },
            { label: t('auth.dataFolder'), value: <Code>{info?.dataFolder ?? ''}</Code> },
          ]}
        />
        <Group>
          <Button
            variant="default"
            disabled={info === undefined}
            onClick={() => info !== undefined && show.mutate(info.dataFolder)}
          >
            {t('setup.openDataFolder')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
