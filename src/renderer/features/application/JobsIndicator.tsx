import { Button, Indicator, Popover, Stack, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { hasEnded, useJobs } from '#renderer/rpc/use-job.ts';
import { t } from '#renderer/ui/text/t.ts';
import { JobRow } from './JobRow.tsx';

/** Long work: what runs, how far it is, what came of it. */
export function JobsIndicator() {
  const jobs = useJobs();
  const running = jobs.filter((job) => !hasEnded(job)).length;
  if (jobs.length === 0) return null;
  return (
    <Popover width={360} position="bottom-end" shadow="md" withinPortal>
      <Indicator disabled={running === 0} size={8} offset={4} processing={running > 0}>
        <Popover.Target>
          <Button variant="subtle" color="gray" size="compact-md" leftSection={<IconListCheck size={17} />}>
            {running > 0 ? t('jobs.running', { count: running }) : t('jobs.title')}
          </Button>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('jobs.title')}>
        <Stack gap="sm" mah={420} style={{ overflow: 'auto' }}>
          <Text fw={600} size="sm">
            {t('jobs.title')}
          </Text>
          {jobs.slice(0, 12).map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
