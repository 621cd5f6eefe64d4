import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function AboutPanel() {
  const info = useQuery(rpc.application.info.queryOptions()).data;
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  return (
    <Stack gap="md">
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
      <SupportBundle />
    </Stack>
  );
}

/** One file for whoever helps, which its sender can read before it goes. */
function SupportBundle() {
  const save = useAction(
    () => client.application.supportBundle({}),
    ({ path }) => {
      if (path !== null) announce(t('setup.bundleSaved', { path }));
    },
  );
  return (
    <Panel title={t('setup.support')}>
      <Stack gap="sm" align="start">
        <Text size="sm" c="dimmed" maw={720}>
          {t('setup.bundleHint')}
        </Text>
        <Button
          variant="default"
          leftSection={<IconLifebuoy size={16} />}
          loading={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('setup.saveBundle')}
        </Button>
        {save.data?.path ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => void client.application.showInFolder({ path: save.data.path ?? '' })}
          >
            {t('setup.showBundle')}
          </Button>
        ) : null}
      </Stack>
    </Panel>
  );
}
