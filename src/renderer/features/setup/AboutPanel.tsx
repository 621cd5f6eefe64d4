import { Box, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconLifebuoy, IconZoomReset } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { JobRow } from '#renderer/features/application/JobRow.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { NewerVersionPanel } from './NewerVersionPanel.tsx';

export function AboutPanel() {
  const mayEdit = useMay()('settings.edit');
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
      <SearchIndex />
      {mayEdit ? <NewerVersionPanel /> : null}
      <SupportBundle />
    </Stack>
  );
}

/** For when something is in the register and not found. */
function SearchIndex() {
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const rebuild = useAction(
    () => client.application.rebuildSearch(),
    (started) => setJobId(started.jobId),
  );
  const running = jobId !== null && (job === null || !hasEnded(job));
  return (
    <Panel title={t('setup.search')}>
      <Stack gap="sm" align="start">
        <Text size="sm" c="dimmed" maw={720}>
          {t('setup.searchHint')}
        </Text>
        <Button
          variant="default"
          leftSection={<IconZoomReset size={16} />}
          loading={running || rebuild.isPending}
          onClick={() => rebuild.mutate(undefined)}
        >
          {t('setup.rebuildSearch')}
        </Button>
        {job === null || job.state === 'done' ? null : (
          <Box w="100%" maw={480}>
            <JobRow job={job} />
          </Box>
        )}
        {job?.state === 'done' ? (
          <Text size="sm" role="status">
            {t('setup.searchRebuilt', { records: formatNumber(Number(job.result?.['records'] ?? 0)) })}
          </Text>
        ) : null}
      </Stack>
    </Panel>
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
