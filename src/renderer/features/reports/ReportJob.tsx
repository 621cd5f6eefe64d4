import { Anchor, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { JobRow } from '#renderer/features/application/JobRow.tsx';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { useJob } from '#renderer/rpc/use-job.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './reports.module.css';

export function Outcome({ good, title, children }: { good: boolean; title: string; children?: ReactNode }) {
  return (
    <div className={classes['outcome']} data-tone={good ? 'good' : 'bad'} role={good ? 'status' : 'alert'}>
      {good ? <IconCircleCheck size={22} aria-hidden /> : <IconCircleX size={22} aria-hidden />}
      <div>
        <Text fw={650}>{title}</Text>
        {children}
      </div>
    </div>
  );
}

export function ShowInFolder({ path }: { path: string }) {
  const show = useAction(() => client.application.showInFolder({ path }));
  return (
    <Anchor component="button" size="sm" c="inherit" underline="always" onClick={() => show.mutate(undefined)}>
      {t('jobs.showInFolder')}
    </Anchor>
  );
}

/** A job of this page: its progress, then what it found. */
export function ReportJob({ jobId, result }: { jobId: string | null; result: (job: JobStatus) => ReactNode }) {
  const job = useJob(jobId);
  if (jobId === null) return null;
  if (job === null || job.state !== 'done')
    return <Panel>{job === null ? t('jobs.working') : <JobRow job={job} />}</Panel>;
  return result(job);
}
